import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { addingStep } from '../adding-step.ts';
import { checkWhole } from '../check-option.ts';
import { sparseRows } from '../matrix/sparse-rows.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';
import { columnsOfSparse } from './columns-of-sparse.ts';
import { murmur3 } from './murmur3.ts';
import { checkTerms, termsOf } from './terms-of.ts';
import type { TermOptions } from './terms-of.ts';
import { textsOf } from './texts-of.ts';
import { toLengthOne } from './vocabulary.ts';

export interface HashTextOptions extends TermOptions {
  /** How many columns the terms share; default 64. */
  readonly buckets?: number;
}

/**
 * Adds columns that count terms by their hash, without a vocabulary: `Note_hash_0` …; nothing is learned, and no term is unknown.
 *
 * A term's hash h (MurmurHash3) says its column, |h| mod buckets, and whether it adds 1 or −1, so that terms which meet cancel out on
 * average; each text is then brought to length 1 (scikit-learn's `HashingVectorizer`). A missing text is zeros.
 *
 * @example
 * hashText(named('Note'), { buckets: 128, ngrams: [1, 2] });
 */
export function hashText(select: Selector, options: HashTextOptions = {}): Transformer {
  const { buckets = 64 } = options;
  const kind = 'hashText';
  checkWhole(kind, 'buckets', buckets, 1);
  const terms = checkTerms(kind, options);
  const spec = { kind, select: select.spec, buckets, ...terms, ngrams: [...terms.ngrams] };
  return addingStep(spec, (train) => {
    const names = selectColumns(train, select, kind).map((column) => column.name);
    for (const name of names) textsOf(kind, train.column(name));
    return (table) =>
      names.flatMap((name) => {
        const rows = textsOf(kind, sameColumn(kind, table, name)).map((text) =>
          toLengthOne(hashed(termsOf(text, terms), buckets)),
        );
        const columns = Array.from({ length: buckets }, (_, bucket) => `${name}_hash_${bucket}`);
        return columnsOfSparse(sparseRows(buckets, rows), columns);
      });
  });
}

function hashed(terms: readonly string[], buckets: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const term of terms) {
    const hash = murmur3(term);
    const bucket = Math.abs(hash) % buckets;
    counts.set(bucket, (counts.get(bucket) ?? 0) + (hash < 0 ? -1 : 1));
  }
  return counts;
}
