package org.imalink.cli;

import picocli.CommandLine.Command;

/** How far the server is towards several users, and the way there and back. */
@Command(
        name = "multiuser",
        header = "Let several people use the library, or one person again.",
        description = {
            "",
            "A server goes towards several users in phases, while it runs: single (nobody has an account), foundation "
                    + "(people can have accounts; nothing else is different), dual (what somebody adds while signed in is "
                    + "remembered as theirs), scoped (who is signed in has a library of their own; without an account there is "
                    + "the one of before) and active (nothing is shown without an account). Each step can be taken back, and "
                    + "nothing is lost."
        },
        subcommands = {
            MultiuserStatus.class,
            MultiuserPreflight.class,
            MultiuserRehearse.class,
            MultiuserReport.class,
            MultiuserActivate.class,
            MultiuserDeactivate.class,
            MultiuserAdvance.class,
            MultiuserRetreat.class,
            MultiuserDown.class,
            MultiuserVerify.class,
            MultiuserClaim.class,
            MultiuserRotateKeys.class,
            MultiuserDemo.class
        },
        footer = {
            "  imalink multiuser status",
            "  imalink multiuser activate",
            "  imalink multiuser deactivate",
            "  imalink multiuser advance --to foundation"
        })
final class MultiuserCommands extends CommandGroup {}
