/* SPDX-License-Identifier: MIT */
#include "process/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The rights of version 1 are those up to MAKE_SYM. The headers may be older than the kernel. */
#define FILES_V1 ((G_GUINT64_CONSTANT(1) << 13) - 1)
#define FILES_REFER (G_GUINT64_CONSTANT(1) << 13)     /* from 2: moving between folders */
#define FILES_TRUNCATE (G_GUINT64_CONSTANT(1) << 14)  /* from 3 */
#define FILES_IOCTL_DEV (G_GUINT64_CONSTANT(1) << 15) /* from 5 */
#define NETWORK_TCP G_GUINT64_CONSTANT(3)             /* from 4: bind and connect */
#define SCOPE_ALL G_GUINT64_CONSTANT(3)               /* from 6: abstract sockets, signals */

#define READ_FILE LANDLOCK_ACCESS_FS_READ_FILE
#define LIST LANDLOCK_ACCESS_FS_READ_DIR
#define RUN LANDLOCK_ACCESS_FS_EXECUTE
#define READ_ALL (READ_FILE | LIST)
#define WRITE_FILE LANDLOCK_ACCESS_FS_WRITE_FILE
#define WRITE_ALL (WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR)

/* struct landlock_ruleset_attr of version 6; older kernels take the beginning of it. */
typedef struct {
    guint64 files;
    guint64 network;
    guint64 scoped;
} Ruleset;

int landlock_version(void)
{
    const long version =
        syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? (int)version : 0;
}

static int ruleset_open(int version)
{
    const Ruleset ruleset = {
        .files = FILES_V1 | (version >= 2 ? FILES_REFER : 0) | (version >= 3 ? FILES_TRUNCATE : 0) |
                 (version >= 5 ? FILES_IOCTL_DEV : 0),
        .network = NETWORK_TCP,
        .scoped = SCOPE_ALL,
    };
    const gsize size = version >= 6                          ? sizeof ruleset
                       : version >= LANDLOCK_VERSION_NETWORK ? G_STRUCT_OFFSET(Ruleset, scoped)
                                                             : G_STRUCT_OFFSET(Ruleset, network);
    return (int)syscall(SYS_landlock_create_ruleset, &ruleset, size, 0);
}

static gboolean rule_add(int ruleset, const char *path, guint64 folder_rights, guint64 file_rights)
{
    const int fd = open(path, O_PATH | O_CLOEXEC);
    struct stat status;

    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR || errno == EACCES || errno == ELOOP;
    if (fstat(fd, &status) < 0) {
        close(fd);
        return FALSE;
    }
    if (!S_ISDIR(status.st_mode) && !file_rights) {
        close(fd); /* names of what is no folder */
        return TRUE;
    }
    const struct landlock_path_beneath_attr rule = {
        .allowed_access = S_ISDIR(status.st_mode) ? folder_rights : file_rights, .parent_fd = fd};
    const gboolean added = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    const int problem = errno;
    close(fd);
    errno = problem;
    return added;
}

static gboolean rules_add(int ruleset, const Confinement *confinement, int version)
{
    const guint64 truncate = version >= 3 ? FILES_TRUNCATE : 0;
    gboolean added = TRUE;

    for (const char *const *path = confinement->read; added && path && *path; path++)
        added = rule_add(ruleset, *path, READ_ALL, READ_FILE);
    for (const char *const *path = confinement->write; added && path && *path; path++)
        added = rule_add(ruleset, *path, READ_ALL | WRITE_ALL | truncate, READ_FILE | WRITE_FILE | truncate);
    for (const char *const *path = confinement->run; added && path && *path; path++)
        added = rule_add(ruleset, *path, READ_ALL | RUN, READ_FILE | RUN);
    for (const char *const *path = confinement->list; added && path && *path; path++)
        added = rule_add(ruleset, *path, LIST, 0);
    return added;
}

gboolean landlock_confine(const Confinement *confinement)
{
    const int version = landlock_version();
    const int ruleset = ruleset_open(version);

    if (ruleset < 0)
        return FALSE;
    const gboolean done =
        rules_add(ruleset, confinement, version) && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    const int problem = errno;
    close(ruleset);
    errno = problem;
    return done;
}
