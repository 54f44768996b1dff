package config

// networks are the file systems that may lie on another machine, by the numbers by which Linux tells them apart (statfs(2)).
var networks = map[uint32]string{
	0x6969:     "NFS",
	0xff534d42: "CIFS",
	0xfe534d42: "SMB",
	0x517b:     "SMB",
	0x65735546: "FUSE",
	0x00c36400: "Ceph",
	0x5346414f: "AFS",
}

// DiskFindings says what is unsafe about where the embedded database lies. On PostgreSQL, and while there is no data directory, there is nothing to say.
func (c Config) DiskFindings() []Finding { return c.disk(fileSystem) }

// disk asks of for the number of the file system of a path.
func (c Config) disk(of func(path string) (uint32, error)) []Finding {
	if c.Database != "" {
		return nil
	}
	var e Examination
	number, err := of(c.Data)
	if name := networks[number]; err == nil && name != "" {
		e.Unsafe("%s lies on a file system of the kind %s, such as other machines share. The embedded database may lose there what people were told is saved, and two servers may damage it. Move the directory to a disk of this machine, or use PostgreSQL with --database.",
			c.Data, name)
	}
	return e.Findings
}
