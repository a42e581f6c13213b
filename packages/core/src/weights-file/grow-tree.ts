import { statistic } from '../tensor/make.ts';
import type { Factors, Tensor, Tree } from '../tensor/tensor.ts';
import { FACTORS_KEY, type Form, TREE_KEY } from './layout.ts';
import { fileError } from './read-header.ts';

/** The form of a tree that names alone tell: what has the keys 0, 1, 2, … is a list. */
function formOfNames(names: readonly string[], where: string): Form {
  if (names.length === 1 && names[0] === '') return 'weight';
  const branches = new Map<string, string[]>();
  for (const name of names) {
    const cut = name.indexOf('/');
    const key = cut < 0 ? name : name.slice(0, cut);
    if (!branches.has(key)) branches.set(key, []);
    branches.get(key)!.push(cut < 0 ? '' : name.slice(cut + 1));
  }
  for (const [key, inner] of branches) {
    if (key === '' || (inner.length > 1 && inner.includes(''))) {
      throw fileError(where, `expected names that form a tree, got "${key}" as a tensor and as a branch`);
    }
  }
  const forms = [...branches].map(([key, inner]) => [key, formOfNames(inner, where)] as const);
  const isList =
    forms.length > 0 && forms.every(([key]) => /^(0|[1-9]\d*)$/.test(key) && Number(key) < forms.length);
  if (!isList) return Object.fromEntries(forms);
  return forms.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, form]) => form);
}

function isForm(value: unknown): value is Form {
  if (value === 'weight' || value === 'statistic') return true;
  return typeof value === 'object' && value !== null && Object.values(value).every(isForm);
}

function storedForm(text: string, where: string): Form {
  let form: unknown;
  try {
    form = JSON.parse(text);
  } catch (error) {
    throw fileError(where, `expected the metadata "${TREE_KEY}" to be JSON text`, error);
  }
  if (!isForm(form))
    throw fileError(where, `expected the metadata "${TREE_KEY}" to be lists and objects of leaves`);
  return form;
}

function isFactors(value: unknown): value is Factors {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(
      ([name, factor]) =>
        (name === 'learningRate' || name === 'weightDecay') && typeof factor === 'number' && factor >= 0,
    )
  );
}

/** The factors of each path that has some. */
function storedFactors(text: string | undefined, where: string): ReadonlyMap<string, Factors> {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? '{}');
  } catch (error) {
    throw fileError(where, `expected the metadata "${FACTORS_KEY}" to be JSON text`, error);
  }
  const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : undefined;
  const factors = new Map<string, Factors>();
  for (const [path, value] of entries ?? [['', undefined]]) {
    if (!isFactors(value)) {
      throw fileError(where, `expected the metadata "${FACTORS_KEY}" to be factors of at least 0 by path`);
    }
    factors.set(path, value);
  }
  return factors;
}

function grow(form: Form, path: string, take: (path: string) => Tensor): Tree {
  if (form === 'weight') return take(path);
  if (form === 'statistic') return statistic(take(path));
  const inside = (key: string | number) => (path === '' ? String(key) : `${path}/${key}`);
  if (Array.isArray(form)) return form.map((inner: Form, i) => grow(inner, inside(i), take));
  return Object.fromEntries(
    Object.entries(form as { readonly [key: string]: Form }).map(([key, inner]) => [
      key,
      grow(inner, inside(key), take),
    ]),
  );
}

/**
 * The tree that named tensors of a file make, by what its metadata says of it, else by the names alone: paths, where what has the keys
 * 0, 1, 2, … is a list.
 *
 * @param take Reads the tensor of a name.
 * @throws FoldwiseError `file` where names and metadata do not make a tree, or tensors are missing or left over.
 */
export function growTree(
  names: readonly string[],
  metadata: Readonly<Record<string, string>>,
  take: (name: string) => Tensor,
  where: string,
): Tree {
  const { [TREE_KEY]: stored, [FACTORS_KEY]: factorsByPath } = metadata;
  const form = stored === undefined ? formOfNames(names, where) : storedForm(stored, where);
  const factors = storedFactors(factorsByPath, where);
  const left = new Set(names);
  const tree = grow(form, '', (path) => {
    if (!left.delete(path)) throw fileError(where, `expected a tensor "${path}", got none`);
    const tensor = take(path);
    const own = factors.get(path);
    return own === undefined ? tensor : { ...tensor, factors: own };
  });
  const [extra] = left;
  if (extra !== undefined) throw fileError(where, `expected no tensor "${extra}", got one`);
  return tree;
}
