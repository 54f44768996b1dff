package config

import "syscall"

// fileSystem returns the number of the file system of a path.
func fileSystem(path string) (uint32, error) {
	var s syscall.Statfs_t
	err := syscall.Statfs(path, &s)
	return uint32(s.Type), err
}
