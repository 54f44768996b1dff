// Package hook posts messages to addresses that administrators of an installation wrote down: signed by the Standard Webhooks specification 1.0.0, and to
// nobody within the network in which Hearth runs.
//
//   - A name is resolved here and the connection goes to the address that was checked, so that a name cannot lead elsewhere a moment later. Private, loopback, link-local and other special
//     addresses are refused, also those of IPv4 that are written within IPv6.
//   - Names of hosts that the configuration allows may lead into this network; even those reach no link-local address, where clouds keep their secrets.
//   - No redirect is followed and no proxy used; of an answer nothing but its status and Retry-After is read; the time is limited.
package hook
