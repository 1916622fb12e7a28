/* SPDX-License-Identifier: MIT
 *
 * One line an error, in the form that editors and terminals turn into links.
 */
#include "cli/messages.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/interrupt.h"

/* File names and pieces of input stand in messages: nothing of them may steer the terminal, nor
 * break the line. */
static void write_escaped(const char *text) {
  char shown[AYES_SHOWN_BYTES];
  for (size_t taken; (taken = ayes_show(text, shown)); text += taken)
    if ((unsigned char)*text < 0x20) fprintf(stderr, "\\x%02x", (unsigned)(unsigned char)*text);
    else fputs(shown, stderr);
}

static const char *hint_of(const ayes_error *error) {
  static const struct {
    const char *part;
    const char *hint;
  } hints[] = {
      {"is a binary file",
       "save it as .docx, .odt, .pdf or plain text; a spreadsheet as .xlsx or .csv"},
      {"free text",
       "'ayes inspect FILE' shows what each was taken for, and -o mapping.json lets you change it"},
      {"no column",
       "the answers stand in a column \"text\"; 'ayes classify' reads survey tools' exports"},
      {"column \"text\"",
       "the answers stand in a column \"text\"; 'ayes classify' reads survey tools' exports"},
      {"neither", "'ayes inspect FILE' shows what a file is taken for"},
  };
  for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
    if (strstr(error->message, hints[i].part)) return hints[i].hint;
  return NULL;
}

void ayes_message_error(const ayes_error *error, const char *command) {
  fputs("ayes: ", stderr);
  if (error->source[0]) {
    write_escaped(error->source);
    if (error->line) fprintf(stderr, ":%zu", error->line);
    if (error->line && error->column) fprintf(stderr, ":%zu", error->column);
    fputs(": ", stderr);
  }
  write_escaped(error->message[0] ? error->message : ayes_status_name(error->status));
  putc('\n', stderr);
  const char *hint = hint_of(error);
  if (error->status == AYES_BAD_USAGE && command)
    fprintf(stderr, "  'ayes %s --help' shows how it is used\n", command);
  else if (error->status == AYES_BAD_USAGE) fputs("  'ayes --help' lists the commands\n", stderr);
  else if (hint) fprintf(stderr, "  %s\n", hint);
}

void ayes_message_note(const char *format, ...) {
  char text[1024];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  fputs("ayes: ", stderr);
  write_escaped(text);
  putc('\n', stderr);
}

int ayes_message_exit_code(ayes_status status) {
  static const int codes[AYES_STATUS_COUNT] = {
      [AYES_OK] = 0,         [AYES_CHECK_FAILED] = 1, [AYES_BAD_USAGE] = 64,
      [AYES_BAD_DATA] = 65,  [AYES_NO_INPUT] = 66,    [AYES_OVER_LIMIT] = 65,
      [AYES_NO_MEMORY] = 70, [AYES_IO_FAILED] = 74,   [AYES_INTERNAL] = 70,
  };
  return (unsigned)status < AYES_STATUS_COUNT ? codes[status] : 70;
}

bool ayes_message_is_closed_pipe(const ayes_error *error) {
  return error->status == AYES_IO_FAILED && strstr(error->message, strerror(EPIPE));
}

bool ayes_message_is_interrupt(const ayes_error *error) {
  return error->status == AYES_IO_FAILED && ayes_interrupt_signal() != 0;
}
