import { sameShape } from '../tensor/shape.ts';
import type { GraphNode } from './graph.ts';

/** What becomes one instruction: a node, or elementwise nodes of one shape that run in one loop. */
export interface Unit {
  readonly members: readonly GraphNode[];
  /** The members that others read. */
  readonly results: readonly GraphNode[];
}

/** What fusing asks of nodes. */
export interface Fusing {
  isElementwise(node: GraphNode): boolean;
  /** The inputs that the kernel of a node reads. */
  inputsOf(node: GraphNode): readonly GraphNode[];
  /** Whether so many nodes still make one kernel. */
  fits(nodes: readonly GraphNode[]): boolean;
}

/**
 * Groups elementwise nodes that feed one another: the results between them then never leave the registers.
 *
 * A group runs where its last node stands. That is allowed as long as whoever reads one of its nodes from outside stands after it:
 * then nothing lies between two of its nodes either.
 */
export function fuse(nodes: readonly GraphNode[], fusing: Fusing): readonly Unit[] {
  const readers = new Map<GraphNode, GraphNode[]>();
  for (const node of nodes) {
    for (const input of fusing.inputsOf(node)) readers.set(input, [...(readers.get(input) ?? []), node]);
  }
  const groupOf = new Map<GraphNode, readonly GraphNode[]>();
  const join = (node: GraphNode): readonly GraphNode[] => {
    let group: readonly GraphNode[] = [node];
    for (const input of fusing.inputsOf(node)) {
      const other = groupOf.get(input);
      if (other === undefined || group.includes(input) || !sameShape(input.shape, node.shape)) continue;
      const joined = [...other, ...group];
      const readEarlier = other.some((member) =>
        readers.get(member)?.some((reader) => reader.id < node.id && !joined.includes(reader)),
      );
      if (!readEarlier && fusing.fits(joined)) group = joined;
    }
    return group;
  };
  for (const node of nodes) {
    if (!fusing.isElementwise(node)) continue;
    const group = join(node);
    for (const member of group) groupOf.set(member, group);
  }
  const unitOf = (members: readonly GraphNode[]): Unit => ({
    members,
    results: members.filter((member) => readers.get(member)?.some((reader) => !members.includes(reader))),
  });
  return nodes.flatMap((node): readonly Unit[] => {
    const group = groupOf.get(node);
    if (group === undefined) return [unitOf([node])];
    return group.at(-1) === node ? [unitOf(group.toSorted((a, b) => a.id - b.id))] : [];
  });
}
