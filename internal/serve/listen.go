// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package serve

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
)

// listen opens the address that Terraform connects to, where the environment variables of go-plugin want it.
func listen() (net.Listener, error) {
	if runtime.GOOS == "windows" {
		return listenTCP()
	}
	variable := "TMPDIR"
	if os.Getenv("PLUGIN_UNIX_SOCKET_DIR") != "" {
		variable = "PLUGIN_UNIX_SOCKET_DIR"
	}
	// The path of a socket may have about a hundred characters, and some systems use half of them for the directory.
	name := "plugin" + rand.Text()[:12]
	listener, err := net.Listen("unix", filepath.Join(cmp.Or(os.Getenv(variable), os.TempDir()), name))
	if err != nil {
		return nil, fmt.Errorf("%w: set %s to a directory that can be written to, with a path of at most 80 characters", err, variable)
	}
	return listener, nil
}

// listenTCP takes the first free port of a range; any port, where no range is given.
func listenTCP() (net.Listener, error) {
	first, err := port("PLUGIN_MIN_PORT")
	if err != nil {
		return nil, err
	}
	last, err := port("PLUGIN_MAX_PORT")
	if err != nil {
		return nil, err
	}
	for p := first; p <= last; p++ {
		var listener net.Listener
		if listener, err = net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(p))); err == nil {
			return listener, nil
		}
	}
	return nil, fmt.Errorf("no free port from PLUGIN_MIN_PORT %d to PLUGIN_MAX_PORT %d: %w", first, last, err)
}

func port(variable string) (int, error) {
	text := cmp.Or(os.Getenv(variable), "0")
	number, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return 0, fmt.Errorf("%s is no port: %w", variable, err)
	}
	return int(number), nil
}
