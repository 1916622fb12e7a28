/* SPDX-License-Identifier: MIT
 *
 * A list of what is allowed, by libseccomp. What is not on it does not exist (ENOSYS): the C
 * library then does without, as on a kernel that has never heard of it. Calls of other
 * architectures of the same machine are refused as well.
 */
#define _GNU_SOURCE
#include "cli/confine.h"

#include <errno.h>

#ifdef AYES_HAS_SECCOMP

#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The names of all architectures; one that this machine does not know is passed over. */
static const char *const allowed[] = {
    /* reading and writing what is open */
    "read", "readv", "pread64", "preadv", "write", "writev", "pwrite64", "pwritev", "lseek",
    "_llseek", "close", "close_range", "dup", "dup2", "dup3", "pipe", "pipe2", "poll", "ppoll",
    "ppoll_time64", "select", "pselect6", "fcntl", "fcntl64", "flock", "fadvise64", "fallocate",
    "ftruncate", "ftruncate64", "fsync", "fdatasync",
    /* files by name: which ones, Landlock says */
    "open", "openat", "creat", "access", "faccessat", "faccessat2", "stat", "stat64", "lstat",
    "lstat64", "fstat", "fstat64", "newfstatat", "fstatat64", "statx", "statfs", "fstatfs",
    "readlink", "readlinkat", "getdents", "getdents64", "getcwd", "mkdir", "mkdirat", "rmdir",
    "rename", "renameat", "renameat2", "unlink", "unlinkat", "umask", "fchmod", "fchown",
    /* memory */
    "brk", "mmap", "mmap2", "munmap", "mremap", "mprotect", "madvise", "mincore", "membarrier",
    /* threads; new namespaces are refused below */
    "exit", "exit_group", "futex", "futex_time64", "set_robust_list", "get_robust_list", "rseq",
    "set_tid_address", "set_thread_area", "arch_prctl", "sched_yield", "sched_getaffinity",
    "sched_getparam", "sched_getscheduler", "sched_get_priority_max", "sched_get_priority_min",
    "getcpu", "wait4", "waitid", "waitpid", "restart_syscall",
    /* signals to oneself */
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigreturn", "rt_sigsuspend", "sigaltstack",
    /* time, chance and who one is */
    "clock_gettime", "clock_gettime64", "clock_getres", "clock_nanosleep", "nanosleep",
    "gettimeofday", "time", "times", "alarm", "setitimer", "getrandom", "getpid", "getppid",
    "gettid", "getpgrp", "getuid", "geteuid", "getgid", "getegid", "getuid32", "geteuid32",
    "getgid32", "getegid32", "uname", "sysinfo", "getrusage", "getrlimit", "ugetrlimit"};

/* Programs: which ones, Landlock says. A signal ends one that takes too long. */
static const char *const running[] = {"execve", "vfork", "kill"};

static const unsigned namespaces[] = {CLONE_NEWUSER, CLONE_NEWNS,  CLONE_NEWPID,   CLONE_NEWNET,
                                      CLONE_NEWIPC,  CLONE_NEWUTS, CLONE_NEWCGROUP};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static int allow(scmp_filter_ctx filter, const char *name) {
  int call = seccomp_syscall_resolve_name(name);
  if (call == __NR_SCMP_ERROR) return 0;
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
}

static int allow_all(scmp_filter_ctx filter, const char *const *names, size_t count) {
  int fault = 0;
  for (size_t i = 0; i < count && fault == 0; i++) fault = allow(filter, names[i]);
  return fault;
}

static int allow_if(scmp_filter_ctx filter, const char *name, struct scmp_arg_cmp condition) {
  int call = seccomp_syscall_resolve_name(name);
  return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &condition);
}

/* clone, with none of these flags. What clone3 is asked for stands in memory, where no filter sees
 * it: it stays unknown, and the C library falls back to clone. */
static int allow_threads(scmp_filter_ctx filter) {
  scmp_datum_t flags = 0;
  for (size_t i = 0; i < COUNT_OF(namespaces); i++) flags |= namespaces[i];
  return allow_if(filter, "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, flags, 0));
}

/* Whether something is a terminal and how wide it is, but not putting words into its input; limits
 * of the process itself are looked at, but not set; a signal to itself, as abort sends it. */
static int allow_some(scmp_filter_ctx filter) {
  int fault = allow_if(filter, "ioctl", SCMP_A1(SCMP_CMP_EQ, TCGETS, 0));
  if (!fault) fault = allow_if(filter, "ioctl", SCMP_A1(SCMP_CMP_EQ, TIOCGWINSZ, 0));
  if (!fault) fault = allow_if(filter, "prlimit64", SCMP_A2(SCMP_CMP_EQ, 0, 0));
  if (!fault) fault = allow_if(filter, "tgkill", SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
  return fault;
}

bool ayes_confine_calls(bool may_run) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
  if (!filter) {
    errno = ENOMEM;
    return false;
  }
  int fault = allow_all(filter, allowed, COUNT_OF(allowed));
  if (!fault && may_run) fault = allow_all(filter, running, COUNT_OF(running));
  if (!fault) fault = allow_threads(filter);
  if (!fault) fault = allow_some(filter);
  if (!fault) fault = seccomp_load(filter);
  seccomp_release(filter);
  errno = -fault;
  return fault == 0;
}

#else

bool ayes_confine_calls(bool may_run) {
  (void)may_run;
  errno = ENOSYS;
  return false;
}

#endif
