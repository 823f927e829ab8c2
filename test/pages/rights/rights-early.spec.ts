import { sweepPhases } from './sweeping.js';

sweepPhases(['before', 'submission', 'vetting']);
