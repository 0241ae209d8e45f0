import createClient from 'openapi-fetch';
import { projectHeader } from './project';
import type { paths } from './schema';

/** The public API under the path that the session cookie is sent to (see api/ui/sign_in.py). */
export const API = '/ui/api';

export const api = createClient<paths>({ baseUrl: API });
api.use({
  onRequest: ({ request }) => {
    for (const [name, value] of Object.entries(projectHeader())) request.headers.set(name, value);
    return request;
  },
});

/** A failed call of the API. The message comes from the server and can be shown to the viewer. */
export class ApiError extends Error {
  constructor(
    readonly status: number, // 0: there was no response
    message: string,
    readonly details: Record<string, { message: string }> = {},
  ) {
    super(message);
  }
}

interface FetchResult<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful response. Throws ApiError for every other response. */
export async function unwrap<T>(call: Promise<FetchResult<T>>): Promise<T> {
  let result: FetchResult<T>;
  try {
    result = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'Gnomon does not respond. Is it running?');
  }
  if (!result.response.ok) throw toApiError(result.response.status, result.error);
  return result.data as T;
}

/** Understands both shapes of error bodies of the API: {error} and {message, details}. */
export function toApiError(status: number, body: unknown): ApiError {
  const { error, message, details } = (typeof body === 'object' && body ? body : {}) as {
    error?: unknown;
    message?: unknown;
    details?: Record<string, { message: string }>;
  };
  if (details) {
    const fields = Object.entries(details).map(
      ([field, detail]) => `${field.replace(/^requestBody\./, '')}: ${detail.message}`,
    );
    return new ApiError(status, fields.join('; '), details);
  }
  const text = [error, message].find(value => typeof value === 'string');
  return new ApiError(status, text ?? `The server responded with status ${status}.`);
}
