/* SPDX-License-Identifier: MIT
 *
 * The C library has no functions for Landlock, so its three system calls are made by number. The
 * kernel says how much of it it knows (its ABI): later rights are left out on earlier kernels.
 */
#define _GNU_SOURCE
#include "cli/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What came after the first ABI; headers may be older than the kernel. */
enum { ABI_REFER = 2, ABI_TRUNCATE = 3, ABI_PORTS = 4, ABI_DEVICES = 5, ABI_SCOPES = 6 };
#define RIGHT_REFER (UINT64_C(1) << 13)    /* link and rename from folder to folder */
#define RIGHT_TRUNCATE (UINT64_C(1) << 14) /* cut off */
#define RIGHT_DEVICES (UINT64_C(1) << 15)  /* ioctl on devices */
#define FIRST_RIGHTS ((UINT64_C(1) << 13) - 1)
#define PORT_RIGHTS (UINT64_C(3)) /* bind and connect */
#define SCOPES (UINT64_C(3))      /* abstract sockets and signals of processes outside */

/* struct landlock_ruleset_attr of the latest ABI; an earlier kernel takes it if what it does not
 * know is zero. */
typedef struct ruleset {
  uint64_t files, ports, scopes;
} ruleset;

static uint64_t rights_of(long abi) {
  uint64_t rights = FIRST_RIGHTS;
  if (abi >= ABI_REFER) rights |= RIGHT_REFER;
  if (abi >= ABI_TRUNCATE) rights |= RIGHT_TRUNCATE;
  if (abi >= ABI_DEVICES) rights |= RIGHT_DEVICES;
  return rights;
}

bool ayes_confine_files_begin(ayes_confined_files *files) {
  *files = (ayes_confined_files){.rules = -1};
  long abi = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 0) return false;
  files->forbidden = rights_of(abi);
  ruleset rules = {.files = files->forbidden,
                   .ports = abi >= ABI_PORTS ? PORT_RIGHTS : 0,
                   .scopes = abi >= ABI_SCOPES ? SCOPES : 0};
  files->rules = (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0U);
  return files->rules >= 0;
}

static uint64_t rights_to(ayes_confine_right right) {
  static const uint64_t rights[] = {
      [AYES_MAY_READ] = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
      [AYES_MAY_WRITE] = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
                         LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
                         LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                         LANDLOCK_ACCESS_FS_REMOVE_DIR | RIGHT_TRUNCATE,
      [AYES_MAY_RUN] = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE};
  return rights[right];
}

/* The kernel refuses rights to a file that only folders can have. */
static uint64_t file_rights(void) {
  return LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_EXECUTE |
         RIGHT_TRUNCATE;
}

void ayes_confine_files_allow(const ayes_confined_files *files, const char *path,
                              ayes_confine_right right) {
  struct stat facts;
  int descriptor = open(path, O_PATH | O_CLOEXEC);
  if (descriptor < 0) return;
  struct landlock_path_beneath_attr rule = {.allowed_access = rights_to(right) & files->forbidden,
                                            .parent_fd = descriptor};
  if (fstat(descriptor, &facts) == 0 && !S_ISDIR(facts.st_mode))
    rule.allowed_access &= file_rights();
  (void)syscall(SYS_landlock_add_rule, files->rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0U);
  close(descriptor);
}

bool ayes_confine_files_end(ayes_confined_files *files) {
  bool good = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
              syscall(SYS_landlock_restrict_self, files->rules, 0U) == 0;
  int reason = errno;
  close(files->rules);
  files->rules = -1;
  errno = reason;
  return good;
}
