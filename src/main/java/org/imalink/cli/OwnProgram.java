package org.imalink.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this program is started once more. */
final class OwnProgram {
    private OwnProgram() {}

    /** The same Java with the same limits and classes, up to the main class; a command and its options come behind. */
    static List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(OwnProgram::isForAnother)
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return command;
    }

    /** Not what two processes cannot both do: be debugged at one port, or write one file. */
    private static boolean isForAnother(String option) {
        return option.startsWith("-Xm")
                || option.startsWith("-Xs")
                || option.startsWith("--")
                || (option.startsWith("-XX:") && !option.contains("Output") && !option.contains("File"));
    }
}
