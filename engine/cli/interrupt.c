/* SPDX-License-Identifier: MIT
 *
 * A signal handler can reach nothing but a variable at file level: this is the program's only one.
 * Reads that wait are not taken up again after a signal, so that waiting for input ends too.
 */
#include "cli/interrupt.h"

#include <signal.h>
#include <string.h>

static volatile sig_atomic_t came;

static void notice(int number) { came = number; }

void ayes_interrupt_watch(void) {
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, NULL);
  sigaction(SIGXFSZ, &action, NULL); /* past a limit on files a write fails, as on a full disk */
  action.sa_handler = notice;
  action.sa_flags = (int)SA_RESETHAND; /* a second signal ends the program at once */
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    struct sigaction before;
    sigaction(numbers[i], NULL, &before);
    if (before.sa_handler != SIG_IGN) sigaction(numbers[i], &action, NULL);
  }
}

int ayes_interrupt_signal(void) { return came; }

void ayes_interrupt_end(void) {
  if (!came) return;
  signal(came, SIG_DFL);
  raise(came);
}
