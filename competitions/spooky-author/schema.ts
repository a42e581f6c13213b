import { defineSchema, id, target, text } from '@foldwise/data';

/** A sentence a row, and who wrote it. */
export const schema = defineSchema({
  id: id(),
  text: text(),
  author: target({ levels: ['EAP', 'HPL', 'MWS'] }),
});
