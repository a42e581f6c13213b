import { MlflowError } from '../mlflow-error.ts';
import { abortedAt, attempt, type AttemptOptions } from './attempt.ts';
import { shown } from './failure.ts';
import { type CallOptions, placeOf, type Request } from './request.ts';
import { delayBefore, isPassing, type RetryPolicy, secondsAsked } from './retry.ts';
import type { Surroundings } from './surroundings.ts';
import { type Wire, wire } from './wire.ts';

/** Sends requests, repeats what failed in passing, and throws what failed for good as an {@link MlflowError}. */
export interface Transport {
  readonly surroundings: Surroundings;
  /** Where the server is, without user. */
  readonly uri: string;
  /** The answer's JSON. */
  json(request: Request, call?: CallOptions): Promise<Wire>;
  /** What `read` makes of an answer of a status below 300; reading is repeated with the request. */
  send<T>(request: Request, read: (response: Response) => Promise<T>, call?: CallOptions): Promise<T>;
}

/** What a {@link Transport} is made of. */
export interface TransportOptions extends AttemptOptions {
  readonly retry: RetryPolicy;
}

/** Makes the one that all endpoints of a client share. */
export function transport(options: TransportOptions): Transport {
  const { connection, retry, surroundings } = options;

  const send = async <T>(
    request: Request,
    read: (response: Response) => Promise<T>,
    call: CallOptions = {},
  ): Promise<T> => {
    const place = placeOf(request);
    const isRepeatable = request.isRepeatable ?? true;
    for (let tries = 0; ; tries++) {
      if (call.signal?.aborted === true) throw abortedAt(place, call.signal);
      const outcome = await attempt(request, read, options, call);
      if (outcome.isDone) return outcome.value;
      const { error, response, isSurelyUndone } = outcome;
      const isWorthwhile =
        response === undefined ? isRepeatable || isSurelyUndone : isPassing(response.status, isRepeatable);
      if (!isWorthwhile || tries >= retry.retries) throw error;
      const asked = secondsAsked(response?.headers.get('retry-after') ?? null, surroundings.now());
      const seconds = delayBefore(tries, retry, surroundings.random(), asked);
      try {
        await surroundings.sleep(seconds, call.signal);
      } catch {
        throw abortedAt(place, call.signal);
      }
    }
  };

  return {
    surroundings,
    uri: connection.uri,
    send,
    json: (request, call) =>
      send(
        request,
        async (response) => {
          const text = await response.text();
          try {
            return wire(JSON.parse(text));
          } catch {
            const start = JSON.stringify(shown(text, connection.secrets).slice(0, 80));
            throw new MlflowError(`expected JSON, got ${start}`, {
              code: 'UNREADABLE_RESPONSE',
              where: placeOf(request),
              status: response.status,
              hint: 'check that the address is that of an MLflow server',
            });
          }
        },
        call,
      ),
  };
}
