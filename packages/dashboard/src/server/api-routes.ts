import { FoldwiseError } from '@foldwise/core';
import { type Context, Hono } from 'hono';
import { didYouMean } from '@foldwise/core';
import { competitionChartsOf } from '../facts/competition-charts-of.ts';
import { correlationsPageOf } from '../facts/correlations-page-of.ts';
import { comparisonPageOf } from '../facts/comparison-page-of.ts';
import { competitionEntryOf } from '../facts/competition-entry-of.ts';
import type { CompetitionList } from '../api/competition-entry.ts';
import { type FollowedCompetition, shortHash } from '../facts/followed-competition.ts';
import { diagnosticsPageOf } from '../facts/diagnostics-page-of.ts';
import { importancesPageOf } from '../facts/importances-page-of.ts';
import { runPageOf } from '../facts/run-page-of.ts';
import { contourPageOf } from '../facts/contour-page-of.ts';
import { studyPageOf } from '../facts/study-page-of.ts';
import { snapshotOf } from '../facts/snapshot-of.ts';
import { artifactAnswer } from './artifact-answer.ts';

/** What the page asks: JSON of the journals, and files that they name. */
export function apiRoutes(competitions: () => readonly FollowedCompetition[]): Hono {
  const found = (context: Context): FollowedCompetition => {
    const slug = context.req.param('slug') ?? '';
    const all = competitions();
    const competition = all.find(({ home }) => home.slug === slug);
    if (competition !== undefined) return competition;
    throw new FoldwiseError(`expected a competition, got "${slug.slice(0, 80)}"`, {
      code: 'input',
      hint: didYouMean(
        slug.slice(0, 80),
        all.map(({ home }) => home.slug),
      ),
    });
  };
  return new Hono()
    .get('/competitions', (context) => {
      const list: CompetitionList = { competitions: competitions().map(competitionEntryOf) };
      return answer(context, list);
    })
    .get('/competitions/:slug', (context) => {
      const { version, json } = snapshotOf(found(context));
      return unlessKnown(context, version, () => json);
    })
    .get('/competitions/:slug/runs/:study/:trial', (context) => {
      const { study, trial } = context.req.param();
      return answer(context, runPageOf(found(context), `${study}/${trial}`));
    })
    .get('/competitions/:slug/studies/:study', (context) => {
      const followed = found(context);
      const { study } = context.req.param();
      return answer(
        context,
        followed.kept(`study ${study}`, () => studyPageOf(followed, study)),
      );
    })
    .get('/competitions/:slug/studies/:study/importances', (context) =>
      answer(context, importancesPageOf(found(context), context.req.param('study'))),
    )
    .get('/competitions/:slug/studies/:study/contour', (context) => {
      const { x = '', y = '' } = context.req.query();
      return answer(context, contourPageOf(found(context), context.req.param('study'), x, y));
    })
    .get('/competitions/:slug/runs/:study/:trial/diagnostics', async (context) => {
      const { study, trial } = context.req.param();
      return answer(context, await diagnosticsPageOf(found(context), `${study}/${trial}`));
    })
    .get('/competitions/:slug/charts', (context) => answer(context, competitionChartsOf(found(context))))
    .get('/competitions/:slug/correlations', async (context) =>
      answer(context, await correlationsPageOf(found(context), idsOf(context))),
    )
    .get('/competitions/:slug/compare', (context) => {
      return answer(context, comparisonPageOf(found(context), idsOf(context)));
    })
    .get('/competitions/:slug/runs/:study/:trial/artifacts/:hash', (context) => {
      const { study, trial, hash } = context.req.param();
      return artifactAnswer(context, found(context), `${study}/${trial}`, hash);
    });
}

/** The runs that an address names. */
function idsOf(context: Context): readonly string[] {
  return (context.req.query('runs') ?? '').split(',').filter((id) => id !== '');
}

/** A value as JSON, or that the reader has it already. */
function answer(context: Context, value: unknown): Response {
  const json = JSON.stringify(value);
  return unlessKnown(context, shortHash(json), () => json);
}

/** The answer, or that the reader has it already: what polls every few seconds costs nothing. */
function unlessKnown(context: Context, version: string, json: () => string): Response {
  const tag = `"${version}"`;
  const headers = { etag: tag, 'cache-control': 'no-cache' };
  if (context.req.header('if-none-match') === tag) return context.body(null, 304, headers);
  return context.body(json(), 200, { ...headers, 'content-type': 'application/json; charset=utf-8' });
}
