import module from 'node:module';
import { exitOnOldNode } from './app.node.js';

exitOnOldNode('npm start');
// Faults name lines of our sources. Only ours: --enable-source-maps would hold the maps of every library too, 18 MiB of them.
module.setSourceMapsSupport(true);
const { serve } = await import('./app.serve.js');
await serve();
