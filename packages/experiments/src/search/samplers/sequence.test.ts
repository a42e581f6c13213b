import { describeSampler } from '../../testing/describe-sampler.ts';
import { haltonSampler, sobolSampler } from './sequence.ts';

describeSampler(sobolSampler());
describeSampler(haltonSampler());
