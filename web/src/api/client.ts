import createClient from 'openapi-fetch';
import type { paths } from './schema';

/** The public API, where the cookie of a signed-in browser goes (see api/sign_in.py). */
export const API = '/ui/api';

export const api = createClient<paths>({ baseUrl: API });

/** An answer that is not what was asked for; the message is the server's own and fit to be shown. */
export class ApiError extends Error {
  constructor(
    readonly status: number, // 0: no answer came at all
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

/** What a call was answered with. Throws Failure. */
export async function unwrap<T>(call: Promise<FetchResult<T>>): Promise<T> {
  let result: FetchResult<T>;
  try {
    result = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'Gnomon does not answer. Is it running?');
  }
  if (!result.response.ok) throw toApiError(result.response.status, result.error);
  return result.data as T;
}

/** Of the shapes that errors of the API have: {error}, {message, details}. */
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
  return new ApiError(status, text ?? `The server answered with status ${status}.`);
}
