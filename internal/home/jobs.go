package home

import (
	"context"
	"strconv"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/jobs"
)

// ListJobs asks for a page of jobs.
type ListJobs struct {
	State string `query:"state" json:"-"`
	After int64  `query:"after" json:"-"`
}

// Jobs is a page of jobs, the newest first.
type Jobs struct {
	State string
	Items []jobs.Job
	Next  int64
}

func (h *Home) listJobs(ctx context.Context, by authz.Actor, in ListJobs) (Jobs, error) {
	out := Jobs{State: in.State}
	if err := h.policy.May(by, ReadJobs, 0); err != nil {
		return out, err
	}
	var err error
	if out.Items, err = h.jobs().List(ctx, jobs.State(in.State), in.After, perPage+1); err != nil {
		return out, err
	}
	if len(out.Items) > perPage {
		out.Items = out.Items[:perPage]
		out.Next = out.Items[perPage-1].ID
	}
	return out, nil
}

func (h *Home) retryJob(ctx context.Context, by authz.Actor, in Named) (httpx.None, error) {
	id, err := h.jobID(by, in)
	if err != nil {
		return httpx.None{}, err
	}
	return httpx.None{}, h.jobs().Retry(ctx, id)
}

func (h *Home) cancelJob(ctx context.Context, by authz.Actor, in Named) (httpx.None, error) {
	id, err := h.jobID(by, in)
	if err != nil {
		return httpx.None{}, err
	}
	return httpx.None{}, h.jobs().Cancel(ctx, id)
}

func (h *Home) jobID(by authz.Actor, in Named) (int64, error) {
	if err := h.policy.May(by, ReadJobs, 0); err != nil {
		return 0, err
	}
	id, err := strconv.ParseInt(in.ID, 10, 64)
	if err != nil {
		return 0, fault.New(fault.NotFound, "There is no such job.")
	}
	return id, nil
}

func toJobs(Named, httpx.None) string { return "/admin/jobs" }
