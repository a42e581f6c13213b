import { sameShape } from '../tensor/shape.ts';
import type { GraphNode } from './graph.ts';

/** What becomes one instruction: a node, or elementwise nodes of one shape that run in one loop. */
export interface Unit {
  readonly members: readonly GraphNode[];
  /** The members that others read, or that are wanted. */
  readonly results: readonly GraphNode[];
}

/** What fusing asks of nodes. */
export interface Fusing {
  isElementwise(node: GraphNode): boolean;
  /** The inputs that the kernel of a node reads. */
  inputsOf(node: GraphNode): readonly GraphNode[];
  /** Whether a node is to be in memory though none may read it. */
  isWanted(node: GraphNode): boolean;
  /** Whether nodes, of which these are to be in memory, still make one kernel. */
  fits(nodes: readonly GraphNode[], results: readonly GraphNode[]): boolean;
}

/** Elementwise nodes that run together, in the place of one of them. */
interface Group {
  readonly members: readonly GraphNode[];
  /** The node whose place in the order they run in. */
  readonly place: GraphNode;
}

/** Groups as they grow, and who reads whom. */
class Groups {
  readonly #fusing: Fusing;
  readonly #groupOf = new Map<GraphNode, Group>();
  readonly #readers = new Map<GraphNode, GraphNode[]>();

  constructor(nodes: readonly GraphNode[], fusing: Fusing) {
    this.#fusing = fusing;
    for (const node of nodes) {
      for (const input of fusing.inputsOf(node)) {
        const readers = this.#readers.get(input);
        if (readers === undefined) this.#readers.set(input, [node]);
        else readers.push(node);
      }
    }
  }

  groupOf(node: GraphNode): Group | undefined {
    return this.#groupOf.get(node);
  }

  #readersOf(node: GraphNode): readonly GraphNode[] {
    return this.#readers.get(node) ?? [];
  }

  /** Those of a group that others read, or that are wanted. */
  resultsOf(members: readonly GraphNode[]): readonly GraphNode[] {
    const isRead = (member: GraphNode): boolean =>
      this.#readersOf(member).some((reader) => !members.includes(reader));
    return members.filter((member) => this.#fusing.isWanted(member) || isRead(member));
  }

  /** Joins a node with the groups of its inputs as far as that is allowed. */
  add(node: GraphNode): void {
    let group: Group = { members: [node], place: node };
    for (const input of this.#fusing.inputsOf(node)) {
      const other = this.#groupOf.get(input);
      if (other === undefined || group.members.includes(input) || !sameShape(input.shape, node.shape))
        continue;
      group = this.#joined(other, group, node) ?? group;
    }
    for (const member of group.members) this.#groupOf.set(member, group);
  }

  #joined(other: Group, group: Group, node: GraphNode): Group | undefined {
    const members = [...other.members, ...group.members];
    if (!this.#fusing.fits(members, this.resultsOf(members))) return undefined;
    if (!this.#isReadBefore(node, members)) return { members, place: node };
    const isEarly = this.#standsAnyway(node) && this.#isMadeBefore(other.place, group.members, members);
    return isEarly ? { members, place: other.place } : undefined;
  }

  /** Whether something outside the group reads one of it before the place. */
  #isReadBefore(place: GraphNode, group: readonly GraphNode[]): boolean {
    return group.some((member) =>
      this.#readersOf(member).some((reader) => this.#placeOf(reader) < place.id && !group.includes(reader)),
    );
  }

  /** Whether all that these read from outside the group is there before the place. */
  #isMadeBefore(place: GraphNode, some: readonly GraphNode[], group: readonly GraphNode[]): boolean {
    return some
      .flatMap((member) => this.#fusing.inputsOf(member))
      .every(
        (input) => input.source.kind !== 'op' || group.includes(input) || this.#placeOf(input) < place.id,
      );
  }

  /** Whether a node goes to memory in any case, since no elementwise node reads it. */
  #standsAnyway(node: GraphNode): boolean {
    return !this.#readersOf(node).some((reader) => this.#fusing.isElementwise(reader));
  }

  #placeOf(node: GraphNode): number {
    return (this.#groupOf.get(node)?.place ?? node).id;
  }
}

/**
 * Groups elementwise nodes that feed one another: the results between them then never leave the registers.
 *
 * A group runs where its last node stands, if whoever reads one of its nodes from outside stands after it: then nothing lies between
 * two of its nodes either. Where a node cannot have its inputs come to it, it goes to them if all that it reads is there by then, and
 * if it has to be in memory anyway: the gradient of a layer's sums goes where that of its output is made, though the bias lies between.
 */
export function fuse(nodes: readonly GraphNode[], fusing: Fusing): readonly Unit[] {
  const groups = new Groups(nodes, fusing);
  for (const node of nodes) if (fusing.isElementwise(node)) groups.add(node);
  const unitOf = (members: readonly GraphNode[]): Unit => ({ members, results: groups.resultsOf(members) });
  return nodes.flatMap((node): readonly Unit[] => {
    const group = groups.groupOf(node);
    if (group === undefined) return [unitOf([node])];
    return group.place === node ? [unitOf(group.members.toSorted((a, b) => a.id - b.id))] : [];
  });
}
