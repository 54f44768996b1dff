// Command hearth is the HR service desk Hearth, in one binary: `hearth help` says what it can do.
package main

import (
	"os"
	_ "time/tzdata" // time zones on machines that have none

	"hearth/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr)) }
