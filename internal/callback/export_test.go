package callback

// NoteCaller is for tests that write attempts down.
var NoteCaller = noteCaller
