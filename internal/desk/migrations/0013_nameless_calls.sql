-- +goose Up
-- Of the times that HR called somebody, the conversation says that HR did, and not who.
UPDATE desk_entry SET body = l.head || 'word":"HR' || substr(desk_entry.body, length(l.head) + 46)
  FROM (SELECT '{"key":"' || column1 || '","args":[{"' AS head FROM (VALUES
    ('%s called on %s, within the hours given, and got through.'),
    ('%s called on %s, within the hours given. Nobody answered.'),
    ('%s called on %s, within the hours given. The number did not work.'),
    ('%s called on %s, outside the hours given, and got through. It does not count.'),
    ('%s tried on %s, outside the hours given. Nobody answered. It does not count.'),
    ('%s tried on %s, outside the hours given. The number did not work. It does not count.')) AS v) AS l
  WHERE desk_entry.kind = 'event' AND substr(desk_entry.body, 1, length(l.head) + 9) = l.head || 'person":"' AND substr(desk_entry.body, length(l.head) + 46, 2) = '"}';
