/* Sees the file operations of a process below watched folders, and has something happen at one of them.
 *
 * Loaded with LD_PRELOAD, so that it also sees what Python's own file calls and hooks do not: libraries, renameat2,
 * copies inside the kernel. Python arms it through ctypes; nothing is seen before. An operation is known by its kind
 * and by its path below the stage, in which what differs from run to run (digests, names of temporary files) is a
 * star: so the same points are found on every machine, however its threads are scheduled. It also writes down whom the
 * process, and what it starts, talks to. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { LOOK = 1, MAKE = 2, READ = 4, WRITE = 8, SYNC = 16, NAME = 32, STAT = 64, LIST = 128 };
enum { KILL = 0, STOP = -1, CLOCK = -2 }; /* what happens, in the place of an errno; below, less 100: a signal */
#define MOST_FDS 4096
#define MOST_PREFIXES 8
#define LONGEST 200

static volatile int armed, action, mask, lasting, happened;
static volatile long target, shift, hits;
static int noted = -1;
static char wanted[LONGEST];
static size_t stage_length;
static char prefixes[MOST_PREFIXES][PATH_MAX];
static int prefix_count;
static char names[MOST_FDS][LONGEST]; /* of open files that are watched */

void faults_watch(const char *prefix) {
  if (prefix_count < MOST_PREFIXES) strncpy(prefixes[prefix_count++], prefix, PATH_MAX - 1);
}
/* Write kind and name of each operation of the kinds `on` into the file `descriptor`. */
void faults_note(const char *stage, int descriptor, int on) {
  stage_length = strlen(stage); noted = descriptor; mask = on; armed = 1;
}
/* At the n-th operation of a kind and name do `what`; with `stays`, all later ones of the kinds `on` fail too. */
void faults_arm(const char *stage, int kind, const char *name, long nth, int what, int on, int stays, long seconds) {
  stage_length = strlen(stage); strncpy(wanted, name, LONGEST - 1); target = nth; action = what; lasting = stays;
  mask = stays ? on : kind; shift = seconds; armed = kind;
}
int faults_happened(void) { return happened; }

static int is_hex(char sign) { return (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'f'); }
/* Write a path below the stage without what differs from run to run: hexadecimal numbers and all below tmp/. */
static void shortened(char *to, const char *path) {
  size_t length = 0;
  path += strlen(path) > stage_length ? stage_length + 1 : stage_length;
  int passing = !strncmp(path, "tmp/", 4);
  for (size_t i = 0; path[i] && length + 2 < LONGEST;) {
    size_t run = 0;
    while (is_hex(path[i + run])) run++;
    int whole = (!i || path[i - 1] == '/') && (path[i + run] == '/' || !path[i + run]);
    if (passing && i == 4) {
      to[length++] = '*';
      while (path[i] && path[i] != '/') i++;
    } else if (run >= 8 || (run == 2 && whole)) {
      to[length++] = '*';
      i += run;
    } else {
      do to[length++] = path[i++];
      while (run-- > 1 && length + 2 < LONGEST);
    }
  }
  to[length] = 0;
}

/* Tell whether a path is below a watched folder, and find its name. */
static int named(int dir, const char *path, char *name) {
  char whole[PATH_MAX * 2];
  if (!armed || !path) return 0;
  if (path[0] != '/' && dir != AT_FDCWD) {
    if (dir < 0 || dir >= MOST_FDS || !names[dir][0]) return 0;
    snprintf(name, LONGEST, "%.120s/%.70s", names[dir], path);
    return 1;
  }
  if (path[0] != '/') {
    if (!getcwd(whole, PATH_MAX)) return 0;
    strcat(whole, "/");
    strncat(whole, path, PATH_MAX - 1);
    path = whole;
  }
  for (int i = 0; i < prefix_count; i++) {
    size_t length = strlen(prefixes[i]);
    if (!strncmp(path, prefixes[i], length) && (path[length] == '/' || !path[length])) {
      shortened(name, path);
      return 1;
    }
  }
  return 0;
}
static int is_watched(int fd) { return fd >= 0 && fd < MOST_FDS && names[fd][0]; }
/* Tell whether this operation is one that something happens at and that fails. */
static int hit(int kind, const char *name) {
  if (!armed || !(mask & kind)) return 0;
  if (noted >= 0) {
    char line[LONGEST + 8];
    syscall(SYS_write, noted, line, snprintf(line, sizeof line, "%d %s\n", kind, name));
    return 0;
  }
  int here = kind == armed && !strcmp(name, wanted) && __sync_add_and_fetch(&hits, 1) == target;
  if (here) happened = 1;
  else if (!happened || !lasting) return 0;
  if (action > 0) {
    errno = action;
    return 1;
  }
  if (!here) return 0;
  if (action == CLOCK) return 0; /* from here on it is another time */
  syscall(SYS_kill, syscall(SYS_getpid), action == KILL ? SIGKILL : action == STOP ? SIGSTOP : -action - 100);
  while (action == KILL) pause();
  return 0;
}
static int mark(int fd, const char *name) {
  if (fd >= 0 && fd < MOST_FDS) snprintf(names[fd], LONGEST, "%s", name);
  return fd;
}
#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

#define OPENER(name, first, pass, dir) \
  int name(first const char *path, int flags, ...) { \
    va_list more; va_start(more, flags); \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    REAL(int, name, first const char *, int, ...); \
    char ours[LONGEST] = ""; \
    if (named(dir, path, ours) && hit(flags & (O_CREAT | O_WRONLY | O_RDWR) ? MAKE : LOOK, ours)) return -1; \
    return mark(real(pass path, flags, mode), ours); \
  }
#define NOTHING
#define COMMA_DIR int dir,
#define PASS_DIR dir,
OPENER(open, NOTHING, NOTHING, AT_FDCWD)
OPENER(open64, NOTHING, NOTHING, AT_FDCWD)
OPENER(openat, COMMA_DIR, PASS_DIR, dir)
OPENER(openat64, COMMA_DIR, PASS_DIR, dir)

int close(int fd) { REAL(int, close, int); mark(fd, ""); return real(fd); }

#define OF_FD(type, name, kind, args, pass) \
  type name args { static type(*real) args; \
    if (!real) real = (type(*) args)dlsym(RTLD_NEXT, #name); \
    if (is_watched(fd) && hit(kind, names[fd])) return -1; return real pass; }
OF_FD(ssize_t, read, READ, (int fd, void *data, size_t size), (fd, data, size))
OF_FD(ssize_t, pread, READ, (int fd, void *data, size_t size, off_t at), (fd, data, size, at))
OF_FD(ssize_t, pread64, READ, (int fd, void *data, size_t size, off64_t at), (fd, data, size, at))
/* No test cuts the power: what is asked counts, and nobody waits for the disk. */
#define FLUSH(name) int name(int fd) { if (is_watched(fd) && hit(SYNC, names[fd])) return -1; \
  return fcntl(fd, F_GETFD) < 0 ? -1 : 0; }
FLUSH(fsync)
FLUSH(fdatasync)
OF_FD(int, ftruncate, WRITE, (int fd, off_t size), (fd, size))
OF_FD(int, ftruncate64, WRITE, (int fd, off64_t size), (fd, size))

/* A write that kills leaves half of its bytes, as a full or dying disk does. */
ssize_t write(int fd, const void *data, size_t size) {
  REAL(ssize_t, write, int, const void *, size_t);
  if (is_watched(fd) && armed == WRITE && noted < 0 && action == KILL && hits + 1 == target && size > 1 &&
      !strcmp(names[fd], wanted))
    real(fd, data, size / 2);
  if (is_watched(fd) && hit(WRITE, names[fd])) return -1;
  return real(fd, data, size);
}
ssize_t sendfile(int to, int from, off_t *offset, size_t size) {
  REAL(ssize_t, sendfile, int, int, off_t *, size_t);
  if (is_watched(to) && hit(WRITE, names[to])) return -1;
  return real(to, from, offset, size);
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t size) {
  REAL(ssize_t, sendfile64, int, int, off64_t *, size_t);
  if (is_watched(to) && hit(WRITE, names[to])) return -1;
  return real(to, from, offset, size);
}
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t size, unsigned flags) {
  REAL(ssize_t, copy_file_range, int, off64_t *, int, off64_t *, size_t, unsigned);
  if (is_watched(to) && hit(WRITE, names[to])) return -1;
  return real(from, a, to, b, size, flags);
}

#define OF_PATH(name, kind, args, pass, dir, path) \
  int name args { static int(*real) args; \
    char ours[LONGEST]; \
    if (!real) real = (int(*) args)dlsym(RTLD_NEXT, #name); \
    if (named(dir, path, ours) && hit(kind, ours)) return -1; return real pass; }
OF_PATH(rename, NAME, (const char *a, const char *b), (a, b), AT_FDCWD, b)
OF_PATH(renameat, NAME, (int d, const char *a, int e, const char *b), (d, a, e, b), e, b)
OF_PATH(renameat2, NAME, (int d, const char *a, int e, const char *b, unsigned f), (d, a, e, b, f), e, b)
OF_PATH(link, NAME, (const char *a, const char *b), (a, b), AT_FDCWD, b)
OF_PATH(linkat, NAME, (int d, const char *a, int e, const char *b, int f), (d, a, e, b, f), e, b)
OF_PATH(symlink, NAME, (const char *a, const char *b), (a, b), AT_FDCWD, b)
OF_PATH(unlink, NAME, (const char *a), (a), AT_FDCWD, a)
OF_PATH(unlinkat, NAME, (int d, const char *a, int f), (d, a, f), d, a)
OF_PATH(mkdir, NAME, (const char *a, mode_t m), (a, m), AT_FDCWD, a)
OF_PATH(mkdirat, NAME, (int d, const char *a, mode_t m), (d, a, m), d, a)
OF_PATH(rmdir, NAME, (const char *a), (a), AT_FDCWD, a)
OF_PATH(utimensat, NAME, (int d, const char *a, const struct timespec t[2], int f), (d, a, t, f), d, a)
OF_PATH(stat, STAT, (const char *a, struct stat *s), (a, s), AT_FDCWD, a)
OF_PATH(stat64, STAT, (const char *a, struct stat64 *s), (a, s), AT_FDCWD, a)
OF_PATH(lstat, STAT, (const char *a, struct stat *s), (a, s), AT_FDCWD, a)
OF_PATH(lstat64, STAT, (const char *a, struct stat64 *s), (a, s), AT_FDCWD, a)
OF_PATH(fstatat, STAT, (int d, const char *a, struct stat *s, int f), (d, a, s, f), d, a)
OF_PATH(fstatat64, STAT, (int d, const char *a, struct stat64 *s, int f), (d, a, s, f), d, a)

DIR *opendir(const char *path) {
  REAL(DIR *, opendir, const char *);
  char ours[LONGEST] = "";
  if (named(AT_FDCWD, path, ours) && hit(LIST, ours)) return NULL;
  DIR *found = real(path);
  if (found) mark(dirfd(found), ours);
  return found;
}
DIR *fdopendir(int fd) {
  REAL(DIR *, fdopendir, int);
  if (is_watched(fd) && hit(LIST, names[fd])) return NULL;
  return real(fd);
}

/* Whom it talks to, or asks for by name: a line for each in the file that FAULTS_LINES names. */
static void talks(const char *what) {
  const char *place = getenv("FAULTS_LINES");
  int fd = place ? (int)syscall(SYS_openat, AT_FDCWD, place, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
  char line[LONGEST];
  if (fd < 0) return;
  syscall(SYS_write, fd, line, snprintf(line, sizeof line, "%.180s\n", what));
  syscall(SYS_close, fd);
}
static int is_far(const struct sockaddr *to) { return to && (to->sa_family == AF_INET || to->sa_family == AF_INET6); }
int connect(int fd, const struct sockaddr *to, socklen_t size) {
  REAL(int, connect, int, const struct sockaddr *, socklen_t);
  if (is_far(to)) talks("connect");
  return real(fd, to, size);
}
ssize_t sendto(int fd, const void *data, size_t length, int flags, const struct sockaddr *to, socklen_t size) {
  REAL(ssize_t, sendto, int, const void *, size_t, int, const struct sockaddr *, socklen_t);
  if (is_far(to)) talks("sendto");
  return real(fd, data, length, flags, to, size);
}
int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
  REAL(int, getaddrinfo, const char *, const char *, const struct addrinfo *, struct addrinfo **);
  talks(host ? host : "nobody");
  return real(host, service, hints, found);
}
/* The clock of the wall, which jumps where it is to; what counts from the start goes on. */
int clock_gettime(clockid_t id, struct timespec *now) {
  REAL(int, clock_gettime, clockid_t, struct timespec *);
  int done = real(id, now);
  if (!done && id == CLOCK_REALTIME && happened && action == CLOCK) now->tv_sec += shift;
  return done;
}
