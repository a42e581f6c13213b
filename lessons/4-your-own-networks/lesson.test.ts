import { describeLesson } from '../test/describe-lesson.ts';
import { yourOwnNetworks } from './lesson.ts';

describeLesson(yourOwnNetworks);
