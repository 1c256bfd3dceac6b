/* Loaded into a terminal (LD_PRELOAD): a disk that fills up or turns read-only, and a clock that
   jumps, as the whole process sees them.

   BAD_MACHINE names a file that is mapped here: struct machine below, written by
   tests/chaos/bad_machine.py while the terminal runs. BAD_MACHINE_FOLDER is the folder whose disk
   is bad. Writes that fail fail in the C library, below Python and SQLite, with the errno the
   kernel would give. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

struct machine {
    int64_t disk_errno;      /* 0: the disk is well; else ENOSPC or EROFS */
    int64_t clock_ahead_s;   /* seconds the machine's clock is ahead; may be negative */
};

static volatile struct machine *machine;
static const char *folder;

__attribute__((constructor)) static void look_up_the_machine(void)
{
    static struct machine well;
    machine = &well;
    const char *control = getenv("BAD_MACHINE");
    folder = getenv("BAD_MACHINE_FOLDER");
    int file = control ? open(control, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0 || !folder)
        return;
    void *at = mmap(NULL, sizeof(struct machine), PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (at != MAP_FAILED)
        machine = at;
}

static int fails(int file)
{
    if (!machine->disk_errno)
        return 0;
    char link[32], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    if (strncmp(path, folder, strlen(folder)))
        return 0;
    errno = (int)machine->disk_errno;
    return 1;
}

/* A full disk takes what overwrites its own blocks; a read-only one takes nothing. */
static int grows(int file, off_t end)
{
    struct stat now;
    return machine->disk_errno != ENOSPC || fstat(file, &now) || end > now.st_size;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at)
{
    return grows(file, at + (off_t)count) && fails(file)
        ? -1 : REAL(pwrite)(file, bytes, count, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at)
{
    return grows(file, at + (off_t)count) && fails(file)
        ? -1 : REAL(pwrite64)(file, bytes, count, at);
}

ssize_t write(int file, const void *bytes, size_t count)
{
    return fails(file) ? -1 : REAL(write)(file, bytes, count);
}

int ftruncate(int file, off_t length)
{
    return grows(file, length) && fails(file) ? -1 : REAL(ftruncate)(file, length);
}

int ftruncate64(int file, off64_t length)
{
    return grows(file, length) && fails(file) ? -1 : REAL(ftruncate64)(file, length);
}

int posix_fallocate(int file, off_t at, off_t length)
{
    return grows(file, at + length) && fails(file) ? errno
        : REAL(posix_fallocate)(file, at, length);
}

int statvfs(const char *path, struct statvfs *told)
{
    int result = REAL(statvfs)(path, told);
    if (!result && machine->disk_errno == ENOSPC && !strncmp(path, folder, strlen(folder)))
        told->f_bavail = told->f_bfree = 0;
    return result;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int result = REAL(clock_gettime)(clock, now);
    if (!result && clock == CLOCK_REALTIME)
        now->tv_sec += machine->clock_ahead_s;
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    int result = REAL(gettimeofday)(now, zone);
    if (!result)
        now->tv_sec += machine->clock_ahead_s;
    return result;
}

time_t time(time_t *told)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (told)
        *told = now.tv_sec;
    return now.tv_sec;
}
