package dev.footfall.cli;

/** How the answer of a command is written. */
enum AnswerForm {
  table,
  json
}
