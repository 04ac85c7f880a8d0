/* Counts the file operations of a process below watched folders, and lets the N-th fail, or kills the process there.
 *
 * Loaded with LD_PRELOAD, so that it also sees what Python's own file calls and hooks do not: libraries, renameat2,
 * copies inside the kernel. Python arms it through ctypes; nothing is counted before. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LOOK = 1, MAKE = 2, READ = 4, WRITE = 8, SYNC = 16, NAME = 32, STAT = 64, LIST = 128 };
#define MOST_FDS 4096
#define MOST_PREFIXES 8

static volatile int armed, wanted_errno, mask, lasting;
static volatile long target;
static long here_count;
static volatile long *count = &here_count;
static char prefixes[MOST_PREFIXES][PATH_MAX];
static int prefix_count;
static char watched[MOST_FDS];

void faults_share(long *place) { count = place; }
void faults_watch(const char *prefix) {
  if (prefix_count < MOST_PREFIXES) strncpy(prefixes[prefix_count++], prefix, PATH_MAX - 1);
}
/* error 0 kills. `on` are the kinds that count; with `stays`, all later ones fail too. */
void faults_arm(long at, int error, int on, int stays) {
  target = at; wanted_errno = error; mask = on; lasting = stays; *count = 0; armed = 1;
}

static int below(const char *path) {
  char whole[PATH_MAX * 2];
  if (!path) return 0;
  if (path[0] != '/') {
    if (!getcwd(whole, PATH_MAX)) return 0;
    strcat(whole, "/");
    strncat(whole, path, PATH_MAX - 1);
    path = whole;
  }
  for (int i = 0; i < prefix_count; i++) {
    size_t length = strlen(prefixes[i]);
    if (!strncmp(path, prefixes[i], length) && (path[length] == '/' || !path[length])) return 1;
  }
  return 0;
}
static int is_watched(int fd) { return fd >= 0 && fd < MOST_FDS && watched[fd]; }
static int at(int dir, const char *path) {
  if (!armed) return 0;
  if (dir != AT_FDCWD && path && path[0] != '/') return is_watched(dir);
  return below(path);
}
static int hit(int kind) {
  if (!armed || !(mask & kind)) return 0;
  long now = __sync_add_and_fetch(count, 1);
  if (!target || now < target || (now > target && !lasting)) return 0;
  if (!wanted_errno) {
    syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    for (;;) pause();
  }
  errno = wanted_errno;
  return 1;
}
static int mark(int fd, int yes) {
  if (fd >= 0 && fd < MOST_FDS) watched[fd] = (char)yes;
  return fd;
}
#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

#define OPENER(name, first, pass, where) \
  int name(first const char *path, int flags, ...) { \
    va_list more; va_start(more, flags); \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    REAL(int, name, first const char *, int, ...); \
    int ours = where; \
    if (ours && hit(flags & (O_CREAT | O_WRONLY | O_RDWR) ? MAKE : LOOK)) return -1; \
    return mark(real(pass path, flags, mode), ours); \
  }
#define NOTHING
#define COMMA_DIR int dir,
#define PASS_DIR dir,
OPENER(open, NOTHING, NOTHING, at(AT_FDCWD, path))
OPENER(open64, NOTHING, NOTHING, at(AT_FDCWD, path))
OPENER(openat, COMMA_DIR, PASS_DIR, at(dir, path))
OPENER(openat64, COMMA_DIR, PASS_DIR, at(dir, path))

int close(int fd) { REAL(int, close, int); mark(fd, 0); return real(fd); }

#define OF_FD(type, name, kind, args, pass) \
  type name args { static type(*real) args; \
    if (!real) real = (type(*) args)dlsym(RTLD_NEXT, #name); \
    if (is_watched(fd) && hit(kind)) return -1; return real pass; }
OF_FD(ssize_t, read, READ, (int fd, void *data, size_t size), (fd, data, size))
OF_FD(ssize_t, pread, READ, (int fd, void *data, size_t size, off_t at), (fd, data, size, at))
OF_FD(ssize_t, pread64, READ, (int fd, void *data, size_t size, off64_t at), (fd, data, size, at))
OF_FD(int, fsync, SYNC, (int fd), (fd))
OF_FD(int, fdatasync, SYNC, (int fd), (fd))
OF_FD(int, ftruncate, WRITE, (int fd, off_t size), (fd, size))
OF_FD(int, ftruncate64, WRITE, (int fd, off64_t size), (fd, size))

/* A write that kills leaves half of its bytes, as a full or dying disk does. */
ssize_t write(int fd, const void *data, size_t size) {
  REAL(ssize_t, write, int, const void *, size_t);
  if (is_watched(fd) && armed && (mask & WRITE) && target && *count + 1 == target && !wanted_errno && size > 1)
    real(fd, data, size / 2);
  if (is_watched(fd) && hit(WRITE)) return -1;
  return real(fd, data, size);
}
ssize_t sendfile(int to, int from, off_t *offset, size_t size) {
  REAL(ssize_t, sendfile, int, int, off_t *, size_t);
  if (is_watched(to) && hit(WRITE)) return -1;
  return real(to, from, offset, size);
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t size) {
  REAL(ssize_t, sendfile64, int, int, off64_t *, size_t);
  if (is_watched(to) && hit(WRITE)) return -1;
  return real(to, from, offset, size);
}
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t size, unsigned flags) {
  REAL(ssize_t, copy_file_range, int, off64_t *, int, off64_t *, size_t, unsigned);
  if (is_watched(to) && hit(WRITE)) return -1;
  return real(from, a, to, b, size, flags);
}

#define OF_PATH(name, kind, args, pass, where) \
  int name args { static int(*real) args; \
    if (!real) real = (int(*) args)dlsym(RTLD_NEXT, #name); \
    if (armed && (where) && hit(kind)) return -1; return real pass; }
OF_PATH(rename, NAME, (const char *a, const char *b), (a, b), below(b))
OF_PATH(renameat, NAME, (int d, const char *a, int e, const char *b), (d, a, e, b), at(e, b))
OF_PATH(renameat2, NAME, (int d, const char *a, int e, const char *b, unsigned f), (d, a, e, b, f), at(e, b))
OF_PATH(link, NAME, (const char *a, const char *b), (a, b), below(b))
OF_PATH(linkat, NAME, (int d, const char *a, int e, const char *b, int f), (d, a, e, b, f), at(e, b))
OF_PATH(symlink, NAME, (const char *a, const char *b), (a, b), below(b))
OF_PATH(unlink, NAME, (const char *a), (a), below(a))
OF_PATH(unlinkat, NAME, (int d, const char *a, int f), (d, a, f), at(d, a))
OF_PATH(mkdir, NAME, (const char *a, mode_t m), (a, m), below(a))
OF_PATH(mkdirat, NAME, (int d, const char *a, mode_t m), (d, a, m), at(d, a))
OF_PATH(rmdir, NAME, (const char *a), (a), below(a))
OF_PATH(utimensat, NAME, (int d, const char *a, const struct timespec t[2], int f), (d, a, t, f), at(d, a))
OF_PATH(stat, STAT, (const char *a, struct stat *s), (a, s), below(a))
OF_PATH(stat64, STAT, (const char *a, struct stat64 *s), (a, s), below(a))
OF_PATH(lstat, STAT, (const char *a, struct stat *s), (a, s), below(a))
OF_PATH(lstat64, STAT, (const char *a, struct stat64 *s), (a, s), below(a))
OF_PATH(fstatat, STAT, (int d, const char *a, struct stat *s, int f), (d, a, s, f), at(d, a))
OF_PATH(fstatat64, STAT, (int d, const char *a, struct stat64 *s, int f), (d, a, s, f), at(d, a))

DIR *opendir(const char *path) {
  REAL(DIR *, opendir, const char *);
  int ours = at(AT_FDCWD, path);
  if (ours && hit(LIST)) return NULL;
  DIR *found = real(path);
  if (found) mark(dirfd(found), ours);
  return found;
}
DIR *fdopendir(int fd) {
  REAL(DIR *, fdopendir, int);
  if (is_watched(fd) && hit(LIST)) return NULL;
  return real(fd);
}
