/* Loaded into pcscd (LD_PRELOAD) so that it is private to one simulator and ends with it; and
   in front of the virtual reader's library, so that the reader can be unplugged.

   PCSCD_DIR replaces /run/pcscd, whose name is built into pcscd: socket and pid file of a system
   pcscd stay alone. PCSCD_SLOTS ("5,6") are sockets bound by the simulator on loopback: the
   virtual reader, which would listen on every network, takes them in place of FIRST_PORT,
   FIRST_PORT + 1 ...

   A USB reader tells of a card at once, by an interrupt; the virtual one cannot, so that pcscd
   looks at it every 0.4 s. Here it looks every 0.05 s. While the file PCSCD_DIR/unplugged is
   there, the reader does not answer, as when its cable is pulled. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ifdhandler.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define PUBLIC "/run/pcscd"
#define FIRST_PORT 35963
#define USUAL_LOOK_NS 400000000L
#define LOOK_NS 50000000L
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void end_with_the_simulator(void)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/* Where `path` is for this pcscd; `room` holds the answer when it differs. */
static const char *private_path(const char *path, char *room, size_t size)
{
    if (strncmp(path, PUBLIC, strlen(PUBLIC)) != 0)
        return path;
    snprintf(room, size, "%s%s", getenv("PCSCD_DIR"), path + strlen(PUBLIC));
    return room;
}

int stat(const char *path, struct stat *found)
{
    char room[256];
    return REAL(stat)(private_path(path, room, sizeof room), found);
}

int open(const char *path, int flags, ...)
{
    char room[256];
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return REAL(open)(private_path(path, room, sizeof room), flags, mode);
}

FILE *fopen(const char *path, const char *mode)
{
    char room[256];
    return REAL(fopen)(private_path(path, room, sizeof room), mode);
}

int mkdir(const char *path, mode_t mode)
{
    char room[256];
    return REAL(mkdir)(private_path(path, room, sizeof room), mode);
}

int chmod(const char *path, mode_t mode)
{
    char room[256];
    return REAL(chmod)(private_path(path, room, sizeof room), mode);
}

int remove(const char *path)
{
    char room[256];
    return REAL(remove)(private_path(path, room, sizeof room));
}

int nanosleep(const struct timespec *wanted, struct timespec *left)
{
    struct timespec look = {.tv_nsec = LOOK_NS};
    int looking = wanted->tv_sec == 0 && wanted->tv_nsec == USUAL_LOOK_NS;
    return REAL(nanosleep)(looking ? &look : wanted, left);
}

/* The socket that the simulator bound for a slot, or -1. */
static int slot_socket(int slot)
{
    const char *left = getenv("PCSCD_SLOTS");
    while (slot-- > 0 && left != NULL)
        left = (left = strchr(left, ',')) != NULL ? left + 1 : NULL;
    return left != NULL ? atoi(left) : -1;
}

int bind(int fd, const struct sockaddr *address, socklen_t size)
{
    if (address->sa_family == AF_UNIX) {
        struct sockaddr_un place = {.sun_family = AF_UNIX};
        const char *path = ((const struct sockaddr_un *)address)->sun_path;
        char room[sizeof place.sun_path];
        strncpy(place.sun_path, private_path(path, room, sizeof room), sizeof place.sun_path - 1);
        return REAL(bind)(fd, (const struct sockaddr *)&place, sizeof place);
    }
    if (address->sa_family == AF_INET) {
        int port = ntohs(((const struct sockaddr_in *)address)->sin_port);
        return dup2(slot_socket(port - FIRST_PORT), fd) == fd ? 0 : -1;
    }
    return REAL(bind)(fd, address, size);
}

static int unplugged(void)
{
    char path[256];
    snprintf(path, sizeof path, "%s/unplugged", getenv("PCSCD_DIR"));
    return access(path, F_OK) == 0;
}

RESPONSECODE IFDHICCPresence(DWORD slot)
{
    return unplugged() ? IFD_COMMUNICATION_ERROR : REAL(IFDHICCPresence)(slot);
}

RESPONSECODE IFDHTransmitToICC(DWORD slot, SCARD_IO_HEADER to, PUCHAR command, DWORD size,
                               PUCHAR answer, PDWORD room, PSCARD_IO_HEADER from)
{
    if (unplugged())
        return IFD_COMMUNICATION_ERROR;
    return REAL(IFDHTransmitToICC)(slot, to, command, size, answer, room, from);
}
