/* SPDX-License-Identifier: MIT
 *
 * --sandbox, in child processes that confine themselves and then try what a program that was taken
 * over would try. What the command line names must work, everything else must fail.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/confine.h"
#include "cli/sandbox.h"
#include "corpus/pdf.h"
#include <cmocka.h>

#include "support/files.h"
#include "support/pdf.h"

extern char **environ;

#define BOX "sandbox_made/"

/* ---- A command of its own, and children that are confined by it ---- */

static const ayes_option_row rows[] = {
    AYES_ROW_OUTPUT,
    AYES_ROW_LEXICON,
    AYES_ROW_MAPPING,
    {"manifest", 0, AYES_OPTION_WRITE, offsetof(ayes_request, manifest), "FILE", "counters"},
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static const char *const inputs[] = {BOX "in/answers.csv", BOX "folder", "-"};

static ayes_request request_of(void) {
  ayes_request request = {.arguments = inputs,
                          .argument_count = 3,
                          .output = BOX "out/results.jsonl",
                          .lexicons = {{BOX "packs/own"}, 1}};
  request.columns.mapping = BOX "in/mapping.json";
  request.manifest = getenv("AYES_COUNTERS"); /* where a build that counts branches does so */
  return request;
}

#ifdef AYES_COVERAGE
void __gcov_dump(void);
#endif

/* Without what runs at the end of a process: the sanitizer's search for leaks traces it. */
static void leave(int code) {
  fflush(NULL);
#ifdef AYES_COVERAGE
  __gcov_dump();
#endif
  _exit(code);
}

static int exit_code_of(pid_t child) {
  int status = 0;
  assert_true(child > 0);
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status));
  return WEXITSTATUS(status);
}

static void enter(ayes_command_needs needs, const ayes_request *request) {
  const ayes_command command = {.name = "test", .options = rows, .needs = needs};
  ayes_error error = {0};
  if (ayes_sandbox_enter(&command, request, &error) != AYES_OK) leave(99);
}

/* Whether the kernel lets a process confine itself; otherwise the test is skipped. */
static void need_a_sandbox(void) {
  pid_t child = fork();
  if (child == 0) {
    ayes_confined_files files;
    bool good = ayes_confine_files_begin(&files) && ayes_confine_files_end(&files);
    leave(good && ayes_confine_calls(false) ? 0 : 1);
  }
  if (exit_code_of(child) == 0) return;
  print_message("skipped: the kernel or a container has no Landlock or no seccomp\n");
  skip();
}

static int make_box(void **state) {
  static const char *const folders[] = {BOX,
                                        BOX "in",
                                        BOX "folder",
                                        BOX "packs",
                                        BOX "packs/own",
                                        BOX "packs/base",
                                        BOX "packs/no_pack",
                                        BOX "out",
                                        BOX "aside"};
  (void)state;
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) mkdir(folders[i], 0777);
  test_file(BOX "in/answers.csv", "text\nGood\n");
  test_file(BOX "in/mapping.json", "{}");
  test_file(BOX "in/secret.txt", "secret");
  test_file(BOX "folder/one.txt", "one");
  test_file(BOX "packs/own/pack.json", "{}");
  test_file(BOX "packs/base/pack.json", "{}");
  test_file(BOX "packs/no_pack/file", "");
  test_file(BOX "aside/file", "aside");
  return 0;
}

static int remove_box(void **state) {
  (void)state;
  return system("rm -rf " BOX);
}

/* ---- What is tried ---- */

typedef bool (*attempt)(void);

static bool can_open(const char *path, int flags) {
  int descriptor = open(path, flags, 0666);
  if (descriptor >= 0) close(descriptor);
  return descriptor >= 0;
}

static bool can_read(const char *path) { return can_open(path, O_RDONLY); }

static bool reads_inputs(void) {
  return can_read(BOX "in/answers.csv") && can_read(BOX "in/mapping.json") &&
         can_read(BOX "folder/one.txt");
}

static bool reads_packs(void) {
  return can_read(BOX "packs/own/pack.json") && can_read(BOX "packs/base/pack.json");
}

static bool lists(const char *path) {
  DIR *folder = opendir(path);
  if (folder) closedir(folder);
  return folder != NULL;
}

static bool lists_folders(void) { return lists(BOX "folder") && lists(BOX "packs/own"); }

static bool writes_output(void) {
  ayes_output *output;
  if (ayes_output_open(BOX "out/results.jsonl", &output, NULL) != AYES_OK) return false;
  bool good = ayes_output_write(output, ayes_span_of("{}\n"), NULL) == AYES_OK;
  return ayes_output_close(output, good, NULL) == AYES_OK && good;
}

static bool makes_temporary_file(void) {
  FILE *file = tmpfile();
  return file && fclose(file) == 0;
}

/* A converter that the C library loads when it is asked for. */
static bool converts(void) {
  iconv_t converter = iconv_open("UTF-8", "WINDOWS-1250");
  return converter != (iconv_t)-1 && iconv_close(converter) == 0;
}

static void *set_flag(void *flag) {
  *(bool *)flag = true;
  return NULL;
}

static bool starts_thread(void) {
  pthread_t thread;
  bool ran = false;
  return pthread_create(&thread, NULL, set_flag, &ran) == 0 && pthread_join(thread, NULL) == 0 &&
         ran;
}

static bool reads_secret(void) { return can_read(BOX "in/secret.txt"); }
static bool reads_system(void) { return can_read("/etc/passwd"); }
static bool reads_no_pack(void) { return can_read(BOX "packs/no_pack/file"); }
static bool writes_input(void) { return can_open(BOX "in/answers.csv", O_WRONLY); }
static bool cuts_input(void) { return truncate(BOX "in/answers.csv", 0) == 0; }
static bool removes_input(void) { return unlink(BOX "in/answers.csv") == 0; }
static bool makes_file(void) { return can_open(BOX "aside/new", O_WRONLY | O_CREAT); }
static bool makes_folder(void) { return mkdir(BOX "aside/new", 0777) == 0; }
static bool lists_outside(void) { return lists(BOX "aside"); }
static bool links_outside(void) { return symlink("/", BOX "out/root") == 0; }
static bool changes_mode(void) { return chmod(BOX "aside/file", 0) == 0; }

static bool moves_outside(void) {
  return rename(BOX "out/results.jsonl", BOX "aside/results.jsonl") == 0;
}

static void *read_secret(void *reached) {
  *(bool *)reached = reads_secret();
  return NULL;
}

static bool thread_reads_secret(void) {
  pthread_t thread;
  bool reached = true;
  if (pthread_create(&thread, NULL, read_secret, &reached) == 0) pthread_join(thread, NULL);
  return reached;
}

static bool makes_socket(void) { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }
static bool makes_local_socket(void) { return socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }

static bool makes_socket_pair(void) {
  int ends[2];
  return socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0;
}

static bool runs_program(void) {
  static char name[] = "true";
  char *const arguments[] = {name, NULL};
  pid_t child;
  int status;
  if (posix_spawnp(&child, name, NULL, NULL, arguments, environ) != 0) return false;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool traces_parent(void) { return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0; }
static bool signals_parent(void) { return kill(getppid(), 0) == 0; }
static bool leaves_namespace(void) { return unshare(CLONE_NEWUSER) == 0; }

static bool starts_in_namespace(void) {
  long child = syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, NULL, NULL, NULL, NULL);
  if (child == 0) _exit(0);
  return child > 0;
}

static bool types_into_terminal(void) {
  char byte = 'x';
  return ioctl(STDIN_FILENO, TIOCSTI, &byte) == 0 || errno != ENOSYS;
}

static bool raises_limits(void) {
  const unsigned long limits[2] = {1, 1};
  return syscall(SYS_prlimit64, 0, 7 /* descriptors */, limits, NULL) == 0;
}

static bool needs_no_file(void) { return syscall(SYS_memfd_create, "code", 0) >= 0; }

static const struct {
  const char *name;
  attempt attempt;
  bool allowed;
} attempts[] = {{"read inputs", reads_inputs, true},
                {"read packs and those beside them", reads_packs, true},
                {"list folders", lists_folders, true},
                {"write the output", writes_output, true},
                {"make a temporary file", makes_temporary_file, true},
                {"load a converter", converts, true},
                {"start a thread", starts_thread, true},
                {"read a file beside an input", reads_secret, false},
                {"read a file of the system", reads_system, false},
                {"read a folder beside a pack", reads_no_pack, false},
                {"write to an input", writes_input, false},
                {"cut off an input", cuts_input, false},
                {"remove an input", removes_input, false},
                {"make a file elsewhere", makes_file, false},
                {"make a folder elsewhere", makes_folder, false},
                {"list another folder", lists_outside, false},
                {"make a link", links_outside, false},
                {"change rights", changes_mode, false},
                {"move the output", moves_outside, false},
                {"read in a thread", thread_reads_secret, false},
                {"open a socket", makes_socket, false},
                {"open a local socket", makes_local_socket, false},
                {"open a pair of sockets", makes_socket_pair, false},
                {"run a program", runs_program, false},
                {"trace", traces_parent, false},
                {"send a signal", signals_parent, false},
                {"leave the namespace", leaves_namespace, false},
                {"start in a namespace", starts_in_namespace, false},
                {"type into the terminal", types_into_terminal, false},
                {"set limits", raises_limits, false},
                {"make a file of memory", needs_no_file, false}};

/* 0: all as it should be. */
static int try_all(void) {
  int wrong = 0;
  for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
    if (attempts[i].attempt() == attempts[i].allowed) continue;
    fprintf(stderr, "confined, it can%s %s\n", attempts[i].allowed ? "not" : "", attempts[i].name);
    wrong = 1;
  }
  return wrong;
}

static void only_what_is_named(void **state) {
  ayes_request request = request_of();
  (void)state;
  need_a_sandbox();
  pid_t child = fork();
  if (child == 0) {
    enter(AYES_NEEDS_NOTHING, &request);
    leave(try_all());
  }
  assert_int_equal(exit_code_of(child), 0);
}

/* Outside, most of it works: the attempts themselves are no dead letters. */
static void without_a_sandbox(void **state) {
  (void)state;
  assert_true(reads_inputs() && reads_packs() && lists_folders() && writes_output());
  assert_true(reads_secret() && reads_system() && reads_no_pack() && lists_outside());
  assert_true(writes_input() && thread_reads_secret() && runs_program() && signals_parent());
  assert_true(makes_local_socket() && makes_socket_pair() && makes_folder() &&
              makes_file() == false);
  assert_int_equal(rmdir(BOX "aside/new"), 0);
  assert_true(makes_file() && moves_outside());
}

/* ---- Outputs ---- */

static void writes_to(const char *output, const char *path, bool allowed) {
  ayes_request request = {.output = output, .manifest = getenv("AYES_COUNTERS")};
  pid_t child = fork();
  if (child == 0) {
    enter(AYES_NEEDS_NOTHING, &request);
    leave(can_open(path, O_WRONLY | O_CREAT) ? 1 : 0);
  }
  if (exit_code_of(child) != allowed)
    fail_msg("-o %s: %s can%s be written", output, path, allowed ? "not" : "");
}

static void places_of_outputs(void **state) {
  (void)state;
  need_a_sandbox();
  writes_to(BOX "out", BOX "out/file", true); /* a folder that is there */
  writes_to(BOX "out", BOX "aside/new", false);
  writes_to(BOX "aside/a/b/c.jsonl", BOX "aside/new", true); /* one that is still to be made */
  writes_to(BOX "aside/a/b/c.jsonl", BOX "out/file", false);
  writes_to("results.jsonl", BOX "aside/other", true); /* the working folder */
  writes_to("nowhere/results.jsonl", BOX "aside/other", true);
  writes_to("-", BOX "out/file", false);
  writes_to("/dev/full", "/dev/full", true); /* no plain file */
  writes_to("/dev/full", BOX "out/file", false);
}

/* ---- What commands need ---- */

static void programs_for_pdf(void **state) {
  static const char *const paths[] = {BOX "in/one.pdf"};
  ayes_request request = {.arguments = paths, .argument_count = 1};
  (void)state;
  if (system("pdftotext -v >/dev/null 2>&1") != 0) {
    print_message("skipped: pdftotext is not installed\n");
    skip();
  }
  need_a_sandbox();
  test_pdf(paths[0], "BT /F1 10 Tf 40 700 Td (Good plan) Tj ET");
  request.manifest = getenv("AYES_COUNTERS");
  pid_t child = fork();
  if (child == 0) {
    ayes_buffer text = {0};
    enter(AYES_NEEDS_PDF, &request);
    bool good = ayes_pdf_text(paths[0], &text, NULL) == AYES_OK &&
                ayes_span_equal(ayes_buffer_span(&text), ayes_span_of("Good plan\n\n"));
    leave(good && !runs_program() && !makes_socket() && !reads_secret() ? 0 : 1);
  }
  assert_int_equal(exit_code_of(child), 0);
}

static void files_beside_arguments(void **state) {
  static const char *const paths[] = {BOX "in/answers.csv", "file"};
  ayes_request request = {.arguments = paths, .argument_count = 2};
  (void)state;
  need_a_sandbox();
  request.manifest = getenv("AYES_COUNTERS");
  pid_t child = fork();
  if (child == 0) {
    enter(AYES_NEEDS_FOLDERS, &request);
    leave(reads_secret() && can_read(BOX "aside/file") && !writes_input() && !reads_system() ? 0
                                                                                             : 1);
  }
  assert_int_equal(exit_code_of(child), 0);
}

/* ---- Kernels without ---- */

/* From here on these system calls fail as in a container that forbids them; with SYS_seccomp so
 * does the older way to the same. */
static void forbid(long first, long second) {
  bool older = first == SYS_seccomp || second == SYS_seccomp;
  struct sock_filter code[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)first, 5, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)second, 4, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)(older ? SYS_prctl : -1), 0, 2),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_SECCOMP, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)};
  struct sock_fprog filter = {sizeof code / sizeof *code, code};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0)
    leave(98);
}

/* What is said to standard error where calls are forbidden; *reaches: whether sockets and files
 * outside are in reach. */
static char *note_without(long first, long second, bool *socket, bool *file) {
  ayes_request request = request_of();
  int ends[2];
  char note[512] = "";
  assert_int_equal(pipe(ends), 0);
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDERR_FILENO);
    int nowhere = open("/dev/null", O_WRONLY);
    forbid(first, second);
    enter(AYES_NEEDS_NOTHING, &request);
    dup2(nowhere, STDERR_FILENO); /* counters that find no place say so */
    leave((makes_local_socket() ? 1 : 0) + (reads_secret() ? 2 : 0));
  }
  close(ends[1]);
  for (size_t length = 0; length < sizeof note - 1;) {
    ssize_t got = read(ends[0], note + length, sizeof note - 1 - length);
    if (got <= 0) break;
    length += (size_t)got;
  }
  close(ends[0]);
  int reached = exit_code_of(child);
  assert_true(reached < 4);
  *socket = reached & 1;
  *file = reached & 2;
  return strdup(note);
}

static void expect_note(long first, long second, const char *wanted, bool socket, bool file) {
  bool reaches_socket, reaches_file;
  char *note = note_without(first, second, &reaches_socket, &reaches_file);
  assert_string_equal(note, wanted);
  assert_int_equal(reaches_socket, socket);
  assert_int_equal(reaches_file, file);
  free(note);
}

static void kernels_without(void **state) {
  (void)state;
  need_a_sandbox();
  expect_note(SYS_landlock_create_ruleset, -1,
              "ayes: --sandbox: no Landlock here (Operation not permitted): files are not "
              "confined\n",
              false, true);
  expect_note(SYS_landlock_restrict_self, -1,
              "ayes: --sandbox: no Landlock here (Operation not permitted): files are not "
              "confined\n",
              false, true);
  expect_note(SYS_seccomp, -1, "ayes: --sandbox: no seccomp here: system calls are not confined\n",
              true, false);
  expect_note(SYS_landlock_create_ruleset, SYS_seccomp,
              "ayes: --sandbox: neither Landlock nor seccomp here: the run is not confined\n", true,
              true);
}

/* Wherever the tests were built: not below /tmp or TMPDIR, where a confined run may write. */
static char home[] = "/var/tmp/ayes-sandbox.XXXXXX";

static int go_home(void **state) {
  (void)state;
  unsetenv("TMPDIR");
  return mkdtemp(home) && chdir(home) == 0 ? 0 : -1;
}

static int leave_home(void **state) {
  (void)state;
  return chdir("/") == 0 ? rmdir(home) : -1;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(without_a_sandbox, make_box, remove_box),
      cmocka_unit_test_setup_teardown(only_what_is_named, make_box, remove_box),
      cmocka_unit_test_setup_teardown(places_of_outputs, make_box, remove_box),
      cmocka_unit_test_setup_teardown(programs_for_pdf, make_box, remove_box),
      cmocka_unit_test_setup_teardown(files_beside_arguments, make_box, remove_box),
      cmocka_unit_test_setup_teardown(kernels_without, make_box, remove_box),
  };
  return cmocka_run_group_tests(tests, go_home, leave_home);
}
