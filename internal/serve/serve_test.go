// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package serve_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/serve"
)

const (
	address = "registry.terraform.io/example/bare"
	modeEnv = "SERVE_TEST_MODE"
	cookie  = "TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"
)

// TestMain lets the test binary be the program that Terraform starts.
func TestMain(m *testing.M) {
	run := map[string]func(string, tfprotov6.ProviderServer) error{
		"provider": serve.Provider, "debug": serve.Debug, "terraform": beTerraform,
	}[os.Getenv(modeEnv)]
	if run == nil {
		os.Exit(m.Run())
	}
	if err := run(address, providerserver.NewProtocol6(bare{})()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// bare is a provider with nothing in it.
type bare struct{}

func (bare) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "bare"
}
func (bare) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse)          {}
func (bare) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}
func (bare) Resources(context.Context) []func() resource.Resource                              { return nil }
func (bare) DataSources(context.Context) []func() datasource.DataSource                        { return nil }

// anyProvider is the plugin as Terraform names it; what it dispenses is the connection.
type anyProvider struct{ plugin.NetRPCUnsupportedPlugin }

func (anyProvider) GRPCServer(*plugin.GRPCBroker, *grpc.Server) error {
	return errors.New("a client serves nothing")
}

func (anyProvider) GRPCClient(_ context.Context, _ *plugin.GRPCBroker, conn *grpc.ClientConn) (any, error) {
	return conn, nil
}

// program is this test binary as a provider.
func program(t *testing.T, mode string, env ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(append(os.Environ(), modeEnv+"="+mode), env...)
	return cmd
}

// start starts the provider the way Terraform does.
func start(t *testing.T, change func(*plugin.ClientConfig)) *plugin.Client {
	t.Helper()
	config := &plugin.ClientConfig{
		HandshakeConfig: plugin.HandshakeConfig{
			MagicCookieKey: "TF_PLUGIN_MAGIC_COOKIE", MagicCookieValue: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
		},
		VersionedPlugins: map[int]plugin.PluginSet{5: {"provider": anyProvider{}}, 6: {"provider": anyProvider{}}},
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC},
		AutoMTLS:         true,
	}
	change(config)
	client := plugin.NewClient(config)
	t.Cleanup(client.Kill)
	return client
}

// ask sends the provider the request that Terraform sends first.
func ask(t *testing.T, client *plugin.Client) {
	t.Helper()
	protocol, err := client.Client()
	if err != nil {
		t.Fatal(err)
	}
	conn, err := protocol.Dispense("provider")
	if err != nil {
		t.Fatal(err)
	}
	var metadata emptypb.Empty // knows no members, but keeps them
	if err := conn.(*grpc.ClientConn).Invoke(t.Context(), "/tfplugin6.Provider/GetMetadata", &emptypb.Empty{}, &metadata); err != nil {
		t.Fatal(err)
	}
	if len(metadata.ProtoReflect().GetUnknown()) == 0 {
		t.Error("the metadata of the provider are empty")
	}
}

func TestProvider_servesWhoStartedIt(t *testing.T) {
	t.Parallel()
	cmd := program(t, "provider")
	client := start(t, func(c *plugin.ClientConfig) { c.Cmd = cmd })
	ask(t, client)
	if version := client.NegotiatedVersion(); version != 6 {
		t.Errorf("protocol version %d", version)
	}
	socket := client.ReattachConfig().Addr

	// A stranger finds the door, but not the key.
	stranger, err := grpc.NewClient("unix:"+socket.String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stranger.Close() }()
	if err := stranger.Invoke(t.Context(), "/tfplugin6.Provider/GetMetadata", &emptypb.Empty{}, &emptypb.Empty{}); err == nil {
		t.Error("served a client without a certificate")
	}

	client.Kill()
	if !cmd.ProcessState.Success() {
		t.Errorf("asked to end, it ended with %s", cmd.ProcessState)
	}
	if _, err := os.Stat(socket.String()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("left its socket behind: %v", err)
	}
}

func TestProvider_leavesInterruptsToTerraform(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows sends no signals")
	}
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			cmd := program(t, "provider")
			client := start(t, func(c *plugin.ClientConfig) { c.Cmd = cmd })
			ask(t, client)
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			ask(t, client)
			client.Kill()
			if !cmd.ProcessState.Success() {
				t.Errorf("ended with %s", cmd.ProcessState)
			}
		})
	}
}

func TestProvider_saysWhatItIs(t *testing.T) {
	t.Parallel()
	out, err := program(t, "provider").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "Terraform starts it") {
		t.Errorf("%v: %s", err, out)
	}
}

func TestProvider_tellsTerraformWhyItCannotListen(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("on Windows it listens at a port")
	}
	deep := filepath.Join(t.TempDir(), strings.Repeat("d", 110))
	if err := os.Mkdir(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, dir := range map[string]string{"long path": deep, "no directory": filepath.Join(t.TempDir(), "absent")} {
		for _, variable := range []string{"TMPDIR", "PLUGIN_UNIX_SOCKET_DIR"} {
			t.Run(name+" in "+variable, func(t *testing.T) {
				t.Parallel()
				client := start(t, func(c *plugin.ClientConfig) { c.Cmd = program(t, "provider", variable+"="+dir) })
				_, err := client.Client()
				if err == nil || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "set "+variable+" to a directory") {
					t.Errorf("Terraform shows: %v", err)
				}
			})
		}
	}
}

func TestProvider_refusesABrokenCertificate(t *testing.T) {
	t.Parallel()
	out, err := program(t, "provider", cookie, "PLUGIN_CLIENT_CERT=nonsense").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "PLUGIN_CLIENT_CERT is no certificate") {
		t.Errorf("%v: %s", err, out)
	}
}

// beTerraform starts a provider and does not speak to it. Both have file 3 open, until they end.
func beTerraform(string, tfprotov6.ProviderServer) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), modeEnv+"=provider", cookie)
	cmd.Stdout = os.NewFile(3, "out")
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Wait()
}

func TestProvider_endsWithWhoStartedIt(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows gives no process another parent")
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := program(t, "terraform")
	cmd.ExtraFiles = []*os.File{writer}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(reader)
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), "1|6|unix|") {
		t.Fatalf("the provider says %q", lines.Text())
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Error("killed, it ended in peace")
	}
	if lines.Scan() || lines.Err() != nil { // returns when the provider has ended
		t.Errorf("%v, and it says %q", lines.Err(), lines.Text())
	}
}

func TestDebug_servesWhoIsTold(t *testing.T) {
	t.Parallel()
	cmd := program(t, "debug")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	told := reattachment(t, bufio.NewScanner(stdout))
	for range 2 { // one Terraform after the other
		client := start(t, func(c *plugin.ClientConfig) {
			c.Reattach, c.AutoMTLS, c.Plugins = told, false, c.VersionedPlugins[told.ProtocolVersion]
		})
		ask(t, client)
		client.Kill()
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("interrupted, it ended with %v", err)
	}
}

// reattachment reads what a provider in a debugger prints, as Terraform does.
func reattachment(t *testing.T, lines *bufio.Scanner) *plugin.ReattachConfig {
	t.Helper()
	for lines.Scan() {
		_, value, found := strings.Cut(lines.Text(), "TF_REATTACH_PROVIDERS=")
		if !found {
			continue
		}
		var told map[string]struct {
			Protocol        string
			ProtocolVersion int
			Pid             int
			Test            bool
			Addr            struct{ Network, String string }
		}
		if err := json.Unmarshal([]byte(strings.Trim(value, "'")), &told); err != nil {
			t.Fatal(err)
		}
		if told["registry.opentofu.org/example/bare"] != told[address] {
			t.Errorf("OpenTofu would not find it: %v", told)
		}
		at := told[address]
		if at.Addr.Network != "unix" {
			t.Fatalf("told %v", told)
		}
		return &plugin.ReattachConfig{
			Protocol: plugin.Protocol(at.Protocol), ProtocolVersion: at.ProtocolVersion, Pid: at.Pid, Test: at.Test,
			Addr: &net.UnixAddr{Net: at.Addr.Network, Name: at.Addr.String},
		}
	}
	t.Fatal("told nothing")
	return nil
}
