package org.imalink.cli;

import java.util.Map;
import org.imalink.account.AccountException;
import org.imalink.database.DatabaseUnavailableException;
import org.imalink.database.SchemaException;
import org.imalink.operation.BackupFailedException;
import org.imalink.operation.RefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where everything starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), arguments));
    }

    private static int run(Map<String, String> environment, String... arguments) {
        var commandLine = commandLine(environment);
        try {
            setLogging(new Settings(Map.of(), environment).logLevel());
        } catch (InvalidSettingException e) {
            return tell(commandLine, e.getMessage(), ExitCode.USAGE);
        }
        return commandLine.execute(arguments);
    }

    /** Before the first class that logs is loaded. */
    private static void setLogging(String level) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", level);
        // What it logs when it cannot start, this command says in its own words.
        System.setProperty("org.slf4j.simpleLogger.log.io.javalin.Javalin", level.equals("debug") ? level : "off");
        // It would log every header as it comes: tokens, cookies and codes.
        System.setProperty("org.slf4j.simpleLogger.log.org.eclipse.jetty", level.equals("debug") ? "info" : level);
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd HH:mm:ss");
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        // It warns of every PostgreSQL before the newest; ImaLink uses nothing that PostgreSQL 15 does not have.
        System.setProperty("org.slf4j.simpleLogger.log.org.jooq.impl.DefaultExecuteContext.logVersionSupport", "error");
    }

    /** All commands, with the environment variables that they read. */
    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new ImaLink(environment))
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Main::tellUsage)
                .setExecutionExceptionHandler(Main::tell);
    }

    /** One sentence and where to read more; a whole page would push the sentence off the terminal. */
    private static int tellUsage(ParameterException mistake, String[] arguments) {
        var command = mistake.getCommandLine();
        tell(command, mistake.getMessage(), ExitCode.USAGE);
        UnmatchedArgumentException.printSuggestions(mistake, command.getErr());
        var name = command.getCommandSpec().qualifiedName();
        command.getErr().println("See: " + name.replaceFirst("^imalink", "imalink help"));
        command.getErr().flush();
        return ExitCode.USAGE;
    }

    /** Every failure ends in a sentence for the person and an exit code for programs. */
    private static int tell(Exception failure, CommandLine command, ParseResult parsed) {
        return switch (failure) {
            case InvalidSettingException invalid -> tell(command, invalid.getMessage(), ExitCode.USAGE);
            case RefusedException refused -> tell(command, refused.getMessage(), ExitCode.REFUSED);
            case AccountException account -> tell(command, account.getMessage(), ExitCode.REFUSED);
            case SchemaException schema -> tell(command, schema.getMessage(), ExitCode.REFUSED);
            case BackupFailedException backup -> tell(command, backup.getMessage(), ExitCode.FAILED);
            case DatabaseUnavailableException database -> tell(command, database.getMessage(), ExitCode.FAILED);
            default -> {
                LoggerFactory.getLogger(Main.class).debug("Unexpected failure", failure);
                yield tell(
                        command,
                        "Something went wrong that ImaLink did not expect (%s). Run it again with IMALINK_LOG=debug to see where."
                                .formatted(failure),
                        ExitCode.FAILED);
            }
        };
    }

    private static int tell(CommandLine command, @Nullable String message, int code) {
        command.getErr().println("imalink: " + message);
        command.getErr().flush();
        return code;
    }
}
