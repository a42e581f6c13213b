/** Has JavaScript compute the instruction at an address, in a step of a seed: an op that has no kernel. What it throws ends the run. */
// @ts-ignore: decorator
@external("env", "host")
export declare function host(at: usize, seed: u32): void;
