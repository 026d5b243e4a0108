import { ApiError, isProblem } from '../../api/problem';
import type { UploadView } from '../../api/types';

/** Sends a file as it is and tells how far it is; `fetch` cannot tell, so this is the older way. */
export function sendFile(file: File, onProgress: (done: number, total: number) => void): Promise<UploadView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/uploads?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = (event) => onProgress(event.loaded, event.total);
    request.onerror = () => reject(new TypeError('the server cannot be reached'));
    request.onload = () => {
      const body: unknown = request.response;
      if (request.status < 300) resolve(body as UploadView);
      else {
        const message = `the server answered ${request.status}`;
        reject(
          new ApiError(isProblem(body) ? body : { code: 'unexpected', message, values: {} }, request.status),
        );
      }
    };
    request.send(file);
  });
}
