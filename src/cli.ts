#!/usr/bin/env node
import { exitOnOldNode } from './app.node.js';

exitOnOldNode('npm run hoithi -- …');
await import('./app.cli.js');
