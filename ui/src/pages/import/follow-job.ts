import { client, unwrap } from '../../api/client';
import type { JobView } from '../../api/types';

/** Asks for a job until it has ended. */
export async function followJob(first: JobView, onProgress: (job: JobView) => void): Promise<JobView> {
  let job = first;
  while (job.state === 'running') {
    onProgress(job);
    await new Promise((resolve) => setTimeout(resolve, 300));
    job = await unwrap(client.GET('/api/v1/jobs/{id}', { params: { path: { id: job.id } } }));
  }
  return job;
}
