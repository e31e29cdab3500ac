// The account behind a row: is it a person, in which state, with which rights, groups and factors.
// Comes in: RowValues; goes out: fields of DirectoryRecord; called by normalize.cpp.
#pragma once

#include "directory/row_values.hpp"
#include "mfax/directory.hpp"

namespace mfax::directory {

/// The format says "not_counted": a computer, a group, a bot.
bool is_no_person(const RowValues&);
/// The format says "membership": which group an account is in.
bool is_membership(const RowValues&);

/// The gravest of all columns that speak of it: status words, enabled and locked flags, userAccountControl.
AccountStatus account_status(const RowValues&);

/// username, email and everything else one may log in or be addressed with.
void set_logins(const RowValues&, DirectoryRow&, Arena&);

void set_groups(const RowValues&, DirectoryRow&, Arena&);
void set_factors(const RowValues&, DirectoryRow&, Arena&);

/// By flag, by role, by well-known group, by the SID of the built-in administrator. Needs row.groups.
void set_privileged(const RowValues&, DirectoryRow&);

}  // namespace mfax::directory
