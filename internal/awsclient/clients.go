// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/pricing"
	"github.com/aws/aws-sdk-go-v2/service/ram"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient/memo"
)

// Clients hands out AWS SDK clients, one per service and region. It is safe for concurrent use.
//
// The errors of its methods are *RegionError, *ProfileError, *EndpointError, *UnreachableEndpointError, *CredentialsError,
// *AccountError, *UnknownArgumentsError or the end of the context; each of them says what to do, and none is worth another try in
// the same process.
type Clients struct {
	config Config
	limits limits

	region  func(context.Context) (string, error)
	session func(context.Context) (*session, error)
	caller  func(context.Context) (Caller, error)
	// toldCredentialsError is set once the user was told of a credentials error in full.
	toldCredentialsError atomic.Bool
	toldRegions          sync.Map // the same for each region that is at fault itself, *atomic.Bool by region
	// profileEndpoint is endpoint_url of the profile, once it was read.
	profileEndpoint atomic.Pointer[string]

	bedrock        perRegion[*bedrock.Client]
	bedrockRuntime perRegion[*bedrockruntime.Client]
	s3             perRegion[*s3.Client]
	iam            perRegion[*iam.Client]
	sts            perRegion[*sts.Client]
	pricing        perRegion[*pricing.Client]
	ram            perRegion[*ram.Client]
}

// New returns clients for the given configuration. It does no I/O: credentials are resolved when the first client is asked
// for.
func New(config Config) *Clients {
	c := &Clients{config: config, limits: defaultLimits()}
	c.region = memo.Once(c.resolveRegion)
	c.session = memo.Once(c.open)
	c.caller = memo.Once(c.resolveCaller)
	return c
}

// Bedrock returns the client of the Bedrock control plane; an empty region means the provider's.
func (c *Clients) Bedrock(ctx context.Context, region string) (*bedrock.Client, error) {
	return clientFor(ctx, c, &c.bedrock, region, func(s *session, cfg aws.Config) *bedrock.Client {
		return bedrock.NewFromConfig(s.controlPlane(cfg), func(o *bedrock.Options) {
			s.useEndpoint(Bedrock, &o.BaseEndpoint, &o.EndpointOptions.UseFIPSEndpoint, &o.EndpointOptions.UseDualStackEndpoint)
			// The client prefers the token in AWS_BEARER_TOKEN_BEDROCK to everything that the provider block says, and so
			// may reach another account. Undo that.
			o.AuthSchemePreference, o.BearerAuthTokenProvider = cfg.AuthSchemePreference, cfg.BearerAuthTokenProvider
		})
	})
}

// BedrockRuntime returns the client that invokes models; an empty region means the provider's. Its calls have no time limit
// of their own, since a model may think for minutes: the caller's context bounds them. They are paid, and carry no token by which AWS
// would know a second one for the first: none is repeated that AWS may have carried out.
func (c *Clients) BedrockRuntime(ctx context.Context, region string) (*bedrockruntime.Client, error) {
	return clientFor(ctx, c, &c.bedrockRuntime, region, func(s *session, cfg aws.Config) *bedrockruntime.Client {
		return bedrockruntime.NewFromConfig(s.inference(cfg), func(o *bedrockruntime.Options) {
			o.Retryer = unpaidRetries(o.Retryer)
			s.useEndpoint(BedrockRuntime, &o.BaseEndpoint, &o.EndpointOptions.UseFIPSEndpoint, &o.EndpointOptions.UseDualStackEndpoint)
			o.AuthSchemePreference, o.BearerAuthTokenProvider = cfg.AuthSchemePreference, cfg.BearerAuthTokenProvider
		})
	})
}

// S3 returns the client of S3; an empty region means the provider's. Bodies of objects are streamed without a time limit
// of their own: the caller's context bounds them.
func (c *Clients) S3(ctx context.Context, region string) (*s3.Client, error) {
	return clientFor(ctx, c, &c.s3, region, func(s *session, cfg aws.Config) *s3.Client {
		return s3.NewFromConfig(s.controlPlane(cfg), func(o *s3.Options) {
			s.useEndpoint(S3, &o.BaseEndpoint, &o.EndpointOptions.UseFIPSEndpoint, &o.EndpointOptions.UseDualStackEndpoint)
			// A bucket is no host name at an endpoint that is not AWS's own.
			o.UsePathStyle = c.config.S3UsePathStyle || o.BaseEndpoint != nil
			if o.BaseEndpoint == nil && o.Region == usEast1 && c.config.legacyS3Endpoint() {
				o.Region = awsGlobal
			}
		})
	})
}

// IAM returns the client of IAM, which is global in each partition.
func (c *Clients) IAM(ctx context.Context) (*iam.Client, error) {
	return clientFor(ctx, c, &c.iam, "", func(s *session, cfg aws.Config) *iam.Client {
		return iam.NewFromConfig(s.controlPlane(cfg), func(o *iam.Options) {
			s.useEndpoint(IAM, &o.BaseEndpoint, &o.EndpointOptions.UseFIPSEndpoint, &o.EndpointOptions.UseDualStackEndpoint)
		})
	})
}

// STS returns the client of STS in sts_region, or in the provider's region.
func (c *Clients) STS(ctx context.Context) (*sts.Client, error) {
	return clientFor(ctx, c, &c.sts, c.config.STSRegion, newSTS)
}

func newSTS(s *session, cfg aws.Config) *sts.Client {
	return sts.NewFromConfig(s.controlPlane(cfg), func(o *sts.Options) {
		s.useEndpoint(STS, &o.BaseEndpoint, &o.EndpointOptions.UseFIPSEndpoint, &o.EndpointOptions.UseDualStackEndpoint)
	})
}

// Pricing returns the client of the AWS Price List API. That API has prices for every region but runs in few: the client
// uses the one of the provider's partition.
func (c *Clients) Pricing(ctx context.Context) (*pricing.Client, error) {
	region, err := c.Region(ctx)
	if err != nil {
		return nil, err
	}
	return clientFor(ctx, c, &c.pricing, c.priceListRegion(region), func(s *session, cfg aws.Config) *pricing.Client {
		return pricing.NewFromConfig(s.controlPlane(cfg), func(o *pricing.Options) {
			s.useEndpoint(Pricing, &o.BaseEndpoint, &o.EndpointOptions.UseFIPSEndpoint, &o.EndpointOptions.UseDualStackEndpoint)
		})
	})
}

// RAM returns the client of AWS Resource Access Manager; an empty region means the provider's.
func (c *Clients) RAM(ctx context.Context, region string) (*ram.Client, error) {
	return clientFor(ctx, c, &c.ram, region, func(s *session, cfg aws.Config) *ram.Client {
		return ram.NewFromConfig(s.controlPlane(cfg), func(o *ram.Options) {
			s.useEndpoint(RAM, &o.BaseEndpoint, &o.EndpointOptions.UseFIPSEndpoint, &o.EndpointOptions.UseDualStackEndpoint)
		})
	})
}

// perRegion holds the clients of one service.
type perRegion[C any] struct {
	mu      sync.Mutex
	clients map[string]C
}

func (p *perRegion[C]) get(region string, build func() C) C {
	p.mu.Lock()
	defer p.mu.Unlock()
	client, ok := p.clients[region]
	if !ok {
		if p.clients == nil {
			p.clients = make(map[string]C)
		}
		client = build()
		p.clients[region] = client
	}
	return client
}

// clientFor returns the client of one service and region, built on first use, once the account may be used at all.
func clientFor[C any](
	ctx context.Context, c *Clients, known *perRegion[C], region string, build func(*session, aws.Config) C,
) (C, error) {
	var none C
	region, err := c.regionOr(ctx, region)
	if err != nil {
		return none, err
	}
	s, err := c.session(ctx)
	if err != nil {
		return none, c.tell(ctx, "", err)
	}
	if err := c.checkAccount(ctx); err != nil {
		return none, err
	}
	return known.get(region, func() C {
		cfg := s.config.Copy()
		cfg.Region = region
		cfg.APIOptions = append(cfg.APIOptions, c.addTelling(region))
		return build(s, cfg)
	}), nil
}
