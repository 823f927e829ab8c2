// Jest's ESM linker meets CommonJS companions of Nest in a cycle unless Nest itself is loaded first.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
