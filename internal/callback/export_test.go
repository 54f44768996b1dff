package callback

// NoteCaller is for tests that write attempts down.
var NoteCaller = noteCaller

// WindowsOf is for tests of days and zones.
var WindowsOf = Ask.windows
