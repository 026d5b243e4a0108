import createClient from 'openapi-fetch';
import { ApiError, isProblem } from './problem';
import type { paths } from './schema';

/** Typed by the OpenAPI document of the server. */
export const client = createClient<paths>({ baseUrl: '' });

/** Body of an answer, or an `ApiError`. */
export async function unwrap<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  if (isProblem(error)) throw new ApiError(error, response.status);
  throw new ApiError(
    { code: 'unexpected', message: `the server answered ${response.status}`, values: {} },
    response.status,
  );
}
