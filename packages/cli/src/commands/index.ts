import type { Command } from '../command.ts';
import { blend } from './blend.ts';
import { compare } from './compare.ts';
import { completion } from './completion.ts';
import { cv } from './cv.ts';
import { data } from './data.ts';
import { doctor } from './doctor.ts';
import { exportNetwork } from './export.ts';
import { features } from './features.ts';
import { importance } from './importance.ts';
import { learn } from './learn.ts';
import { list } from './list.ts';
import { create } from './new.ts';
import { plot } from './plot.ts';
import { report } from './report.ts';
import { runs } from './runs.ts';
import { show } from './show.ts';
import { submit } from './submit.ts';
import { sweep } from './sweep.ts';
import { sync } from './sync.ts';
import { ui } from './ui.ts';

/** Every command, in the order in which a competition needs them. */
export const commands: readonly Command[] = [
  list,
  create,
  data,
  features,
  cv,
  sweep,
  runs,
  show,
  importance,
  plot,
  compare,
  report,
  blend,
  submit,
  exportNetwork,
  sync,
  ui,
  learn,
  doctor,
  completion,
];
