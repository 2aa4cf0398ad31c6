// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cassette_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acceptance/cassette"
)

// aws answers in turn.
type aws struct {
	answers []string // the body, after a line with the headers where there are some
	status  int
}

func (a *aws) RoundTrip(*http.Request) (*http.Response, error) {
	resp := &http.Response{StatusCode: a.status, Header: http.Header{"Content-Type": {"application/json"}}}
	body := a.answers[0]
	a.answers = a.answers[1:]
	if head, rest, ok := strings.Cut(body, "\n\n"); ok {
		for line := range strings.SplitSeq(head, "\n") {
			name, value, _ := strings.Cut(line, ": ")
			resp.Header.Set(name, value)
		}
		body = rest
	}
	resp.Body = io.NopCloser(strings.NewReader(body))
	return resp, nil
}

// ask sends a request through a recorder.
func ask(t *testing.T, r *cassette.Recorder, method, url, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=CANARYKEY/20260101/us-east-1/bedrock/aws4_request, Signature=CANARYSIGNATURE")
	req.Header.Set("X-Amz-Security-Token", "CANARYTOKEN")
	req.Header.Set("User-Agent", "CANARYAGENT")
	req.Header.Set("Cookie", "CANARYCOOKIE")
	resp, err := r.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(resp.Body); err != nil || len(text) == 0 {
		t.Errorf("the answer does not arrive: %q %v", text, err)
	}
	resp.Body.Close()
}

const (
	bedrockURL = "https://bedrock.us-east-1.amazonaws.com"
	iamURL     = "https://iam.amazonaws.com/"
)

// write returns what a cassette of the exchanges looks like on disk.
func write(t *testing.T, exchanges []cassette.Exchange) string {
	t.Helper()
	dir := t.TempDir()
	if err := (cassette.Cassette{Step: "step", Source: cassette.AWS, Exchanges: exchanges}).Write(dir); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "step.json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Whatever the run has not said itself and AWS does not tell everybody is not written, wherever it stands.
func TestRecorder_writesNoSecrets(t *testing.T) {
	t.Parallel()
	upstream := &aws{status: http.StatusOK, answers: []string{
		"X-Amz-Id-2: CANARYHEADER\nSet-Cookie: CANARYSETCOOKIE\nEtag: CANARYETAG\n\n" + `{"modelSummaries":[{"modelName":"CANARYMODEL",` +
			`"modelArn":"arn:aws:bedrock:us-east-1:999988887777:custom-model/x/CANARYARN","baseModelName":"CANARYBASE","isOwned":true,` +
			`"ownerAccountId":"999988887777","newMember":"CANARYNEW","status":"CANARY STATUS, A SENTENCE",` +
			`"tags":{"CANARY-TAG-KEY":"CANARYTAG"},"deep":[{"deeper":["CANARYDEEP"]}],"text":"{\"inner\":\"CANARYINNER\"}"}],` +
			`"nextToken":"CANARYNEXT"}`,
		`{"message":"User: arn:aws:sts::999988887777:assumed-role/CANARYROLE/CANARYSESSION is not authorized to perform: ` +
			`bedrock:ListCustomModels because no policy of CANARY-COMPANY-7 allows it. Encoded: CANARYENCODEDxxxxxxxxxxxxxx"}`,
		`<GetUserResponse><GetUserResult><User><UserName>CANARYUSER</UserName><Arn>arn:aws:iam::999988887777:user/CANARYUSER</Arn>` +
			`</User></GetUserResult><RequestId>CANARYREQUEST</RequestId></GetUserResponse>`,
		`<AssumeRoleResponse><SecretAccessKey>CANARYSECRET</SecretAccessKey></AssumeRoleResponse>`,
		`{"token":"CANARYSSO"}`,
	}}
	r := &cassette.Recorder{Next: upstream, Public: map[string]string{"999988887777": "123456789012"}}
	ask(t, r, http.MethodGet, bedrockURL+"/custom-models?X-Amz-Signature=CANARYQUERY", "")
	ask(t, r, http.MethodGet, bedrockURL+"/custom-models", "")
	ask(t, r, http.MethodPost, iamURL, "Action=GetUser&Version=2010-05-08")
	ask(t, r, http.MethodPost, "https://sts.us-east-1.amazonaws.com/", "Action=AssumeRole&RoleSessionName=CANARYNAME")
	ask(t, r, http.MethodPost, "https://oidc.us-east-1.amazonaws.com/token", `{"clientSecret":"CANARYCLIENT"}`)
	exchanges := r.Take()
	text := write(t, exchanges)
	if found := regexp.MustCompile(`CANARY[A-Z-]*|9999\d*`).FindAllString(text, -1); found != nil {
		t.Errorf("written: %v\n%s", found, text)
	}
	if len(exchanges) != 3 {
		t.Errorf("%d exchanges are kept, want those of bedrock and iam", len(exchanges))
	}
	for _, wanted := range []string{
		"newMember", "isOwned", "bedrock:ListCustomModels", "is not authorized to perform:", "(arn of bedrock custom-model)",
	} {
		if !strings.Contains(text, wanted) {
			t.Errorf("%q is worth knowing, and is lost:\n%s", wanted, text)
		}
	}
}

// What AWS tells everybody is kept, and so is what the run has asked with.
func TestRecorder_keepsWhatIsPublic(t *testing.T) {
	t.Parallel()
	r := &cassette.Recorder{Next: &aws{status: http.StatusOK, answers: []string{
		`{"modelDetails":{"modelId":"amazon.nova-micro-v1:0","modelName":"Nova Micro","modelLifecycle":{"status":"ACTIVE"},` +
			`"inputModalities":["TEXT"]}}`,
		`{"tags":[{"key":"team","value":"models"}]}`,
	}}}
	ask(t, r, http.MethodGet, bedrockURL+"/foundation-models/amazon.nova-micro-v1%3A0", "")
	ask(t, r, http.MethodPost, bedrockURL+"/listTagsForResource", `{"resourceARN":"team"}`)
	text := write(t, r.Take())
	for _, wanted := range []string{"Nova Micro", "ACTIVE", `"TEXT"`, `"team"`, "amazon.nova-micro-v1%3A0"} {
		if !strings.Contains(text, wanted) {
			t.Errorf("%q is lost:\n%s", wanted, text)
		}
	}
	if strings.Contains(text, "models\"") && !strings.Contains(text, "masked-1.") {
		t.Errorf("the value of a tag that the run has not sent is kept:\n%s", text)
	}
}

// A size that an answer told is part of many names. What a run sends stays as it was sent, and its name is hidden whole.
func TestRecorder_keepsNamesWhole(t *testing.T) {
	t.Parallel()
	r := &cassette.Recorder{Public: map[string]string{"run-d8ba8645": "run-00000000"}, Next: &aws{status: http.StatusOK, answers: []string{
		`{"summaries":[{"size":"5","count":"0000"}]}`, `{}`,
	}}}
	ask(t, r, http.MethodGet, bedrockURL+"/custom-models", "")
	ask(t, r, http.MethodPost, bedrockURL+"/listTagsForResource", `{"resourceARN":"run-d8ba8645-data","epochCount":"5"}`)
	exchanges := r.Take()
	if got, want := exchanges[1].Request.Body, `{"resourceARN":"run-00000000-data","epochCount":"5"}`; got != want {
		t.Errorf("written is %s, want %s", got, want)
	}
}

// player answers with fixed bodies and remembers what it was asked.
type player struct {
	bodies []string
	asked  []string
}

func (p *player) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.asked = append(p.asked, r.URL.EscapedPath())
	w.Header().Set("Content-Type", "application/json")
	w.Write([]byte(p.bodies[0]))
	p.bodies = p.bodies[1:]
}

func recorded(t *testing.T, second string) cassette.Cassette {
	t.Helper()
	r := &cassette.Recorder{Next: &aws{status: http.StatusOK, answers: []string{
		`{"inferenceProfileArn":"arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123","status":"ACTIVE"}`, second,
	}}}
	ask(t, r, http.MethodPost, bedrockURL+"/inference-profiles", `{"inferenceProfileName":"mine"}`)
	ask(t, r, http.MethodGet, bedrockURL+
		"/inference-profiles/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2Fabc123", "")
	return cassette.Cassette{Step: "profile", Exchanges: r.Take()}
}

// A later request is sent with the ids that the simulation gave, and each way in which an answer may differ is a difference.
func TestReplay(t *testing.T) {
	t.Parallel()
	const created = `{"inferenceProfileArn":"arn:of-the-simulator/xyz","status":"ACTIVE"}`
	for name, c := range map[string]struct{ recorded, simulated, want string }{
		"the same":      {`{"a":"x","n":1,"l":[{"b":"y"}]}`, `{"a":"other","n":2,"l":[{"b":"z"},{"b":"w"}]}`, ""},
		"a member less": {`{"a":"x","b":"y"}`, `{"a":"x"}`, "profile: GetInferenceProfile.b: recorded is text, the simulator has nothing"},
		"a member more": {`{"a":"x"}`, `{"a":"x","b":1}`, "profile: GetInferenceProfile.b: recorded is nothing, the simulator has number"},
		"another type":  {`{"a":"1"}`, `{"a":1}`, "profile: GetInferenceProfile.a: recorded is text, the simulator has number"},
		"in a list": {
			`{"l":[{"b":"y"},{"c":true}]}`, `{"l":[{"b":"y"}]}`,
			"profile: GetInferenceProfile.l.c: recorded is boolean, the simulator has nothing",
		},
		"nothing to see":   {`{"l":[]}`, `{"l":[{"b":"y"}]}`, ""},
		"keys of a map":    {`{"m":{"a/b":"x"}}`, `{"m":{"c/d":"x"}}`, ""},
		"null is no value": {`{"a":null}`, `{"a":"x"}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &player{bodies: []string{created, c.simulated}}
			var got []string
			for _, d := range recorded(t, c.recorded).Replay(p, func(time.Duration) {}) {
				got = append(got, d.String())
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if !strings.HasSuffix(p.asked[1], "/arn:of-the-simulator%2Fxyz") {
				t.Errorf("asked for %s", p.asked[1])
			}
		})
	}
}

func TestReplay_statusAndErrorCode(t *testing.T) {
	t.Parallel()
	c := recorded(t, `{}`)
	c.Exchanges[0].Answer.Status = http.StatusCreated
	differences := c.Replay(&player{bodies: []string{`{}`, `{}`}}, func(time.Duration) {})
	if len(differences) != 1 || !strings.Contains(differences[0].String(), "recorded is status 201, the simulator has status 200") {
		t.Errorf("got %v", differences)
	}
	c = recorded(t, `{}`)
	c.Exchanges[1].Answer.Headers["X-Amzn-Errortype"] = "ConflictException:http://internal.amazon.com/"
	differences = c.Replay(&player{bodies: []string{`{"inferenceProfileArn":"a","status":"b"}`, `{}`}}, func(time.Duration) {})
	if len(differences) != 1 || !strings.Contains(differences[0].String(), "header X-Amzn-Errortype") {
		t.Errorf("got %v", differences)
	}
}
