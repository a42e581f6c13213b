/** A direction turned so that its largest component is positive, of equal ones the first: the sign that no sum decides. */
export function fixSign(direction: Float64Array): Float64Array {
  let largest = 0;
  direction.forEach((value, i) => {
    if (Math.abs(value) > Math.abs(direction[largest]!)) largest = i;
  });
  return direction[largest]! < 0 ? direction.map((value) => -value) : direction;
}
