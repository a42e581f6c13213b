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
  resultsOf(
    members: readonly GraphNode[],
    group: ReadonlySet<GraphNode> = new Set(members),
  ): readonly GraphNode[] {
    const isRead = (member: GraphNode): boolean =>
      this.#readersOf(member).some((reader) => !group.has(reader));
    return members.filter((member) => this.#fusing.isWanted(member) || isRead(member));
  }

  /** Joins a node with the groups of its inputs and of what reads them too, as far as that is allowed. */
  add(node: GraphNode): void {
    let group: Group = { members: [node], place: node };
    for (const input of this.#inputsLike(node)) group = this.#joinedWith(input, group, node);
    for (const sibling of this.#siblingsOf(group.members)) group = this.#joinedWith(sibling, group, node);
    for (const member of group.members) this.#groupOf.set(member, group);
  }

  #inputsLike(node: GraphNode): readonly GraphNode[] {
    return this.#fusing.inputsOf(node).filter((input) => sameShape(input.shape, node.shape));
  }

  /** What else reads what these nodes read. */
  #siblingsOf(nodes: readonly GraphNode[]): readonly GraphNode[] {
    const inputs = new Set(nodes.flatMap((node) => this.#inputsLike(node)));
    const readers = [...inputs].flatMap((input) => this.#readersOf(input));
    return readers.filter(({ shape }) => sameShape(shape, nodes[0]!.shape));
  }

  /** The group, together with that of another node where that is allowed. */
  #joinedWith(other: GraphNode, group: Group, node: GraphNode): Group {
    const known = this.#groupOf.get(other);
    if (known === undefined || group.members.includes(other)) return group;
    return this.#joined(known, group, node) ?? group;
  }

  #joined(other: Group, group: Group, node: GraphNode): Group | undefined {
    const members = [...other.members, ...group.members];
    const joined = new Set(members);
    if (!this.#fusing.fits(members, this.resultsOf(members, joined))) return undefined;
    const mayRunAt = (place: GraphNode): boolean =>
      members.every((member) => this.#isReadAfter(place, member, joined)) &&
      members.every((member) => this.#isFedBefore(place, member, joined));
    if (mayRunAt(node)) return { members, place: node };
    return this.#standsAnyway(node) && mayRunAt(other.place) ? { members, place: other.place } : undefined;
  }

  /** Whether what reads a member from outside the group stands behind the place. */
  #isReadAfter({ id }: GraphNode, member: GraphNode, group: ReadonlySet<GraphNode>): boolean {
    return this.#readersOf(member).every((reader) => group.has(reader) || this.#placeOf(reader) >= id);
  }

  /** Whether what a member reads from outside the group is there before the place. */
  #isFedBefore({ id }: GraphNode, member: GraphNode, group: ReadonlySet<GraphNode>): boolean {
    return this.#fusing
      .inputsOf(member)
      .every((input) => input.source.kind !== 'op' || group.has(input) || this.#placeOf(input) < id);
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
