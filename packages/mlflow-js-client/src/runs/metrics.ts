import { type PageOptions, pages } from '../transport/pages.ts';
import type { CallOptions } from '../transport/request.ts';
import type { Transport } from '../transport/transport.ts';
import { type Metric, metricOf } from './metric.ts';

/** What part of several runs' histories is wanted. */
export interface SampledHistoryQuery extends CallOptions {
  /** At most 100. */
  readonly runIds: readonly string[];
  readonly key: string;
  /** First and last step. */
  readonly steps?: readonly [first: number, last: number];
  /** Of each run, evenly over its steps; from 1 to 2500, which it is unless given. */
  readonly points?: number;
}

/** The endpoints below `/api/2.0/mlflow/metrics`. */
export interface Metrics {
  /**
   * `metrics/get-history`: every value of a key, by timestamp, then step, then value, page by page (10,000 unless given). A number is
   * always asked for: servers of 3.6 answer nothing without one, those of 3.17 all at once.
   */
  history(runId: string, key: string, options?: PageOptions & CallOptions): AsyncIterable<Metric>;
  /**
   * `metrics/get-history-bulk-interval`: the histories of at most 100 runs at once, thinned out to at most 2500 points each, for
   * charts. By the id of the run.
   */
  sampledHistory(query: SampledHistoryQuery): Promise<ReadonlyMap<string, readonly Metric[]>>;
}

const base = '/api/2.0/mlflow/metrics';

/** The endpoints of metrics. */
export function metrics(via: Transport): Metrics {
  return Object.freeze<Metrics>({
    history: (runId, key, { pageSize, ...call } = {}) =>
      pages(async (token) => {
        const query = {
          run_id: runId,
          metric_key: key,
          max_results: pageSize ?? 10_000,
          page_token: token,
        };
        const answer = await via.json({ method: 'GET', path: `${base}/get-history`, query }, call);
        return { items: answer.list('metrics').map(metricOf), next: answer.optionalText('next_page_token') };
      }),
    sampledHistory: async ({ runIds, key, steps, points, ...call }) => {
      const query = {
        run_ids: runIds,
        metric_key: key,
        start_step: steps?.[0],
        end_step: steps?.[1],
        max_results: points,
      };
      const path = `${base}/get-history-bulk-interval`;
      const answer = await via.json({ method: 'GET', path, query }, call);
      const byRun = new Map<string, Metric[]>(runIds.map((id) => [id, []]));
      for (const one of answer.list('metrics')) byRun.get(one.text('run_id'))?.push(metricOf(one));
      return byRun;
    },
  });
}
