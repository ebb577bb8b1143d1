package org.imalink.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.imalink.ingest.demo.PhotoDrawing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws photos into a folder, for tests of imports. */
@Command(
        name = "draw-photos",
        hidden = true,
        description = {
            "Draw photos into a folder, as cameras would write them.",
            "",
            "Example:",
            "  imalink draw-photos /tmp/photos"
        })
final class DrawPhotos implements Callable<Integer> {
    static final long SEED = 20_171_001;

    @Spec
    @SuppressWarnings("NullAway.Init") // set before the command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder, made when absent.")
    @SuppressWarnings("NullAway.Init") // picocli refuses to run without it
    private Path folder;

    @Option(names = "--photos", paramLabel = "N", defaultValue = "60", description = "How many; 60 without it.")
    private int photos;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say what this command does, and end.")
    private boolean help;

    @Override
    public Integer call() {
        PhotoDrawing.draw(folder, photos, SEED, () -> {});
        spec.commandLine().getOut().printf("Drew %d photos into %s.%n", photos, folder);
        return ExitCode.DONE;
    }
}
