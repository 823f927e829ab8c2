import { sweepPhases } from './sweeping.js';

sweepPhases(['judging', 'closed', 'published']);
