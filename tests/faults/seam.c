/* SPDX-License-Identifier: MIT
 *
 * A definition in the program comes before those of shared libraries, for these as well; the real
 * function is the next one of the name, with the sanitizers' wrapper if there is one. What the C
 * library calls inside itself (the write behind a flush) it does not see. Memory is asked for
 * before anything can be looked up, so its functions are reached by names of their own.
 */
#define _GNU_SOURCE
#include "faults/seam.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unwind.h>

/* What libraries shall find must be seen by them. */
#pragma GCC visibility push(default)

static seam_fault armed;
/* Libraries that look neither at what malloc gives nor at what became of a write: no fault of
 * theirs can be mended here, so their requests are let through. (libminizip is asked to write by
 * libxlsxwriter alone; what it reads, it reads with functions of the engine.) */
static const struct {
  const char *name;
  seam_what what;
  bool through; /* also what other libraries do for it */
} unchecked[] = {{"libxlsxwriter", SEAM_MEMORY, true}, {"liblinear", SEAM_MEMORY, true},
                 {"libseccomp", SEAM_MEMORY, true},    {"libreadstat", SEAM_MEMORY, false},
                 {"libxlsxwriter", SEAM_FILES, true},  {"libminizip", SEAM_FILES, false},
                 {"/libc.so", SEAM_NOTHING, false}}; /* only where it is */
enum {
  UNCHECKED = sizeof unchecked / sizeof *unchecked,
  LIBC = UNCHECKED - 1,
  FRAMES = 32,
  OWN_FRAMES = 2
};

/* minizip forgets its buffer when inflate cannot start, and nobody else knows where it was. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) { return "leak:unzOpenCurrentFile3\n"; }

typedef struct range {
  uintptr_t start, end;
} range;

static range exempt[UNCHECKED];

static int note_range(struct dl_phdr_info *info, size_t size, void *data) {
  (void)size, (void)data;
  for (size_t i = 0; i < UNCHECKED; i++) {
    if (!strstr(info->dlpi_name, unchecked[i].name)) continue;
    exempt[i].start = info->dlpi_addr;
    for (size_t k = 0; k < info->dlpi_phnum; k++) {
      uintptr_t end = info->dlpi_addr + info->dlpi_phdr[k].p_vaddr + info->dlpi_phdr[k].p_memsz;
      if (end > exempt[i].end) exempt[i].end = end;
    }
  }
  return 0;
}

/* Who called, from the innermost on. */
typedef struct callers {
  void *frames[FRAMES];
  int count;
} callers;

static _Unwind_Reason_Code add_caller(struct _Unwind_Context *context, void *data) {
  callers *it = data;
  if (it->count == FRAMES) return _URC_END_OF_STACK;
  it->frames[it->count++] = (void *)_Unwind_GetIP(context);
  return _URC_NO_REASON;
}

/* Unlike backtrace() it asks for no memory. */
static void find_callers(callers *it) {
  it->count = 0;
  (void)_Unwind_Backtrace(add_caller, it);
}

static bool is_in(const range *library, const void *address) {
  return (uintptr_t)address >= library->start && (uintptr_t)address < library->end;
}

/* Who asked the C library for what asks now. */
static const void *behind_libc(const void *caller, const callers *all) {
  int k = 0;
  while (k < all->count && all->frames[k] != caller) k++;
  while (k < all->count && is_in(&exempt[LIBC], all->frames[k])) k++;
  return k < all->count ? all->frames[k] : caller;
}

/* Not inlined, nor is note_place: memory is asked for before the sanitizer has set up what arrays
 * on the stack need. */
__attribute__((noinline)) static bool is_exempt(seam_what what, const void *caller) {
  callers all;
  find_callers(&all);
  caller = behind_libc(caller, &all);
  for (size_t i = 0; i < UNCHECKED; i++) {
    if (unchecked[i].what != what) continue;
    if (is_in(&exempt[i], caller)) return true;
    for (int k = 0; k < all.count && unchecked[i].through; k++)
      if (is_in(&exempt[i], all.frames[k])) return true;
  }
  return false;
}

static atomic_size_t requests;
static atomic_bool struck;
static const char *function = "";

void seam_arm(const seam_fault *fault) {
  dl_iterate_phdr(note_range, NULL);
  atomic_store(&requests, 0);
  atomic_store(&struck, false);
  function = "";
  armed = *fault;
}

size_t seam_disarm(void) {
  armed = (seam_fault){.what = SEAM_NOTHING};
  return atomic_load(&requests);
}

bool seam_struck(void) { return atomic_load(&struck); }

const char *seam_function(void) { return function; }

/* ---- Places ---- */

static seam_places *noted;
static atomic_flag noting = ATOMIC_FLAG_INIT;

void seam_note_places(seam_places *places) { noted = places; }

/* Whether the address had to be added. */
static bool add_call(uintptr_t address) {
  for (size_t i = 0, at = address * UINT64_C(0x9E3779B97F4A7C15) >> 48; i < SEAM_CALLS; i++) {
    uintptr_t *call = &noted->calls[(at + i) % SEAM_CALLS];
    if (*call == address) return false;
    if (*call) continue;
    *call = address;
    return true;
  }
  return false;
}

/* All of them, in their order, as one address. */
static uintptr_t hash_of(const callers *all) {
  uintptr_t hash = 0;
  for (int i = OWN_FRAMES; i < all->count; i++)
    hash = (hash ^ (uintptr_t)all->frames[i]) * UINT64_C(0x9E3779B97F4A7C15);
  return hash ? hash : 1;
}

__attribute__((noinline)) static void note_place(size_t number) {
  callers all;
  find_callers(&all);
  if (number >= SEAM_REQUESTS) return;
  while (atomic_flag_test_and_set(&noting)) continue;
  if (noted->whole) noted->is_new[number] = add_call(hash_of(&all));
  for (int i = OWN_FRAMES; i < all.count && !noted->whole; i++)
    if (add_call((uintptr_t)all.frames[i])) noted->is_new[number] = true;
  atomic_flag_clear(&noting);
}

/* ---- Questions ---- */

static struct {
  seam_question ask;
  void *data;
} question;

void seam_ask(seam_question ask, void *data) {
  question.ask = ask;
  question.data = data;
}

static void ask(size_t number) {
  seam_fault fault = armed;
  int reason = errno;
  armed.what = SEAM_NOTHING;
  if (question.ask(number, question.data)) fault.number = number;
  armed = fault;
  errno = reason;
}

static bool fails(seam_what what, const char *name, const void *caller) {
  if (armed.what != what || is_exempt(what, caller)) return false;
  size_t number = atomic_fetch_add(&requests, 1) + 1;
  if (noted && !armed.number) note_place(number);
  if (question.ask && !armed.number) ask(number);
  if (!armed.number || number < armed.number || (number > armed.number && !armed.for_ever))
    return false;
  if (!atomic_exchange(&struck, true)) function = name;
  return true;
}

#define CALLER __builtin_return_address(0)

/* ---- Memory ---- */

void *__interceptor_malloc(size_t size) __attribute__((weak));
void *__interceptor_calloc(size_t count, size_t size) __attribute__((weak));
void *__interceptor_realloc(void *memory, size_t size) __attribute__((weak));
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

static void *no_memory(void) {
  errno = ENOMEM;
  return NULL;
}

void *malloc(size_t size) {
  if (fails(SEAM_MEMORY, "malloc", CALLER)) return no_memory();
  return __interceptor_malloc ? __interceptor_malloc(size) : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  if (fails(SEAM_MEMORY, "calloc", CALLER)) return no_memory();
  return __interceptor_calloc ? __interceptor_calloc(count, size) : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
  if (fails(SEAM_MEMORY, "realloc", CALLER)) return no_memory();
  return __interceptor_realloc ? __interceptor_realloc(memory, size) : __libc_realloc(memory, size);
}

/* ---- Files ---- */

/* The real function of that name. */
static void *next_of(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (!found) abort();
  return found;
}

#define REAL(name)               \
  static __typeof__(&name) real; \
  if (!real) *(void **)&real = next_of(#name)

static bool file_fails(const char *name, const void *caller) {
  if (armed.how != SEAM_FAIL || !fails(SEAM_FILES, name, caller)) return false;
  errno = armed.reason;
  return true;
}

/* How much of count a read or write may do; 0: it fails. */
static size_t allowed(const char *name, size_t count, const void *caller) {
  if (count == 0 || !fails(SEAM_FILES, name, caller)) return count;
  if (armed.how == SEAM_SHORT) return 1;
  errno = armed.how == SEAM_INTERRUPT ? EINTR : armed.reason;
  return 0;
}

/* Functions of one result that stands for failure. */
#define FAILING(type, failure, name, parameters, arguments) \
  type name parameters {                                    \
    REAL(name);                                             \
    if (file_fails(#name, CALLER)) return failure;          \
    return real arguments;                                  \
  }

FAILING(int, -1, fsync, (int descriptor), (descriptor))
FAILING(int, -1, fdatasync, (int descriptor), (descriptor))
FAILING(int, -1, rename, (const char *from, const char *to), (from, to))
FAILING(int, -1, mkdir, (const char *path, mode_t mode), (path, mode))
FAILING(int, -1, mkstemp, (char *path), (path))
FAILING(int, -1, mkstemp64, (char *path), (path))
FAILING(int, -1, ftruncate, (int descriptor, off_t length), (descriptor, length))
FAILING(int, -1, ftruncate64, (int descriptor, off64_t length), (descriptor, length))
FAILING(off_t, -1, lseek, (int descriptor, off_t offset, int from), (descriptor, offset, from))
FAILING(off64_t, -1, lseek64, (int descriptor, off64_t offset, int from),
        (descriptor, offset, from))
FAILING(int, -1, flock, (int descriptor, int operation), (descriptor, operation))
FAILING(FILE *, NULL, fopen, (const char *path, const char *mode), (path, mode))
FAILING(FILE *, NULL, fopen64, (const char *path, const char *mode), (path, mode))
FAILING(FILE *, NULL, fdopen, (int descriptor, const char *mode), (descriptor, mode))
FAILING(FILE *, NULL, tmpfile, (void), ())
FAILING(FILE *, NULL, tmpfile64, (void), ())
FAILING(DIR *, NULL, opendir, (const char *path), (path))

/* What is closed is closed, even when it is said to have failed. */
int close(int descriptor) {
  REAL(close);
  bool failed = file_fails("close", CALLER);
  int reason = errno, result = real(descriptor);
  if (failed) errno = reason;
  return failed ? -1 : result;
}

/* A stream that has failed says so when it is asked. */
static void spoil(FILE *file) {
  enum { ERROR_SEEN = 0x20 }; /* of glibc */
  file->_flags |= ERROR_SEEN;
}

int fclose(FILE *file) {
  REAL(fclose);
  bool failed = file_fails("fclose", CALLER);
  int reason = errno, result = real(file);
  if (failed) errno = reason;
  return failed ? EOF : result;
}

int fflush(FILE *file) {
  REAL(fflush);
  if (!file || !file_fails("fflush", CALLER)) return real(file);
  spoil(file);
  return EOF;
}

size_t fread(void *bytes, size_t size, size_t count, FILE *file) {
  REAL(fread);
  if (!file_fails("fread", CALLER)) return real(bytes, size, count, file);
  spoil(file);
  return 0;
}

size_t fwrite(const void *bytes, size_t size, size_t count, FILE *file) {
  REAL(fwrite);
  if (file == stderr || !file_fails("fwrite", CALLER)) return real(bytes, size, count, file);
  spoil(file);
  return 0;
}

#define TRANSFER(name, parameters, arguments)               \
  ssize_t name parameters {                                 \
    REAL(name);                                             \
    size_t wanted = count;                                  \
    count = allowed(#name, count, CALLER);                  \
    return count == 0 && wanted != 0 ? -1 : real arguments; \
  }

TRANSFER(read, (int descriptor, void *bytes, size_t count), (descriptor, bytes, count))
TRANSFER(pread, (int descriptor, void *bytes, size_t count, off_t at),
         (descriptor, bytes, count, at))
TRANSFER(pread64, (int descriptor, void *bytes, size_t count, off64_t at),
         (descriptor, bytes, count, at))
TRANSFER(write, (int descriptor, const void *bytes, size_t count), (descriptor, bytes, count))
TRANSFER(pwrite, (int descriptor, const void *bytes, size_t count, off_t at),
         (descriptor, bytes, count, at))
TRANSFER(pwrite64, (int descriptor, const void *bytes, size_t count, off64_t at),
         (descriptor, bytes, count, at))

static mode_t mode_of(int flags, va_list arguments) {
  bool makes = flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE;
  return makes ? va_arg(arguments, mode_t) : 0;
}

#define OPENING(name)                                                \
  int name(const char *path, int flags, ...) {                       \
    REAL(name);                                                      \
    va_list arguments;                                               \
    va_start(arguments, flags);                                      \
    mode_t mode = mode_of(flags, arguments);                         \
    va_end(arguments);                                               \
    return file_fails(#name, CALLER) ? -1 : real(path, flags, mode); \
  }

OPENING(open)
OPENING(open64)

/* ---- Locks ---- */

/* A fork does not have the locks of its parent, and must not wait for them: while there is somebody
 * to ask, who may fork, every lock is free and is got. */
#define LOCKING(name)                                                                    \
  int name(int descriptor, int command, ...) {                                           \
    REAL(name);                                                                          \
    va_list arguments;                                                                   \
    va_start(arguments, command);                                                        \
    void *argument = va_arg(arguments, void *);                                          \
    va_end(arguments);                                                                   \
    bool is_lock = command == F_SETLK || command == F_SETLKW;                            \
    if (question.ask && is_lock) return 0;                                               \
    if (!question.ask || command != F_GETLK) return real(descriptor, command, argument); \
    ((struct flock *)argument)->l_type = F_UNLCK;                                        \
    return 0;                                                                            \
  }

LOCKING(fcntl)
LOCKING(fcntl64)
