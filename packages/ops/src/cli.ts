#!/usr/bin/env node
import { databaseUrlFromEnv } from "./env.js";
import { codexProgram, runProgram } from "./program.js";

await runProgram(codexProgram((work) => work(databaseUrlFromEnv())));
