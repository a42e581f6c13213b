/** The upper 33 bits of ln 2: its product with an integer below 2²⁰ is exact. */
export const LN2_HIGH: number = 0.6931471803691238;
/** ln 2 − LN2_HIGH. */
export const LN2_LOW: number = 1.9082149292705877e-10;
/** 1/ln 2. */
export const PER_LN2: number = 1.4426950408889634;
