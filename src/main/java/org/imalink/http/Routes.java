package org.imalink.http;

/** All routes of the server. */
final class Routes {
    private Routes() {}

    static RouteTable of(Parts parts, EventHub events) {
        var table = new RouteTable();
        // First what is asked most: routes are tried one after the other.
        new PhotoPreviewController(parts).register(table);
        PhotoController.register(table);
        new ServerController(parts.settings(), parts.database()).register(table);
        new ApiDocumentation().register(table);
        new PhotoDetailsController(parts.database()).register(table);
        TimelineController.register(table);
        SearchController.register(table);
        new TrashController(parts.database()).register(table);
        new ImageFileController(parts.database(), parts.renderer()).register(table);
        new AuthorController(parts.database()).register(table);
        new ImportSessionController(parts.database()).register(table);
        FileStorageController.register(table);
        ContributorController.register(table);
        new JobController(parts.database(), parts.ownersDatabase(), parts.events(), events).register(table);
        new UploadController(parts.uploads()).register(table);
        new MultiuserController(parts.ownersDatabase(), parts.phases(), parts.transitions(), parts.registration())
                .register(table);
        var accounts = parts.accounts();
        new AuthController(accounts).register(table);
        new OwnAccountController(accounts).register(table);
        new UserController(accounts, parts.database()).register(table);
        new OperatorUserController(accounts, parts.database()).register(table);
        new ClaimController(accounts, parts.database()).register(table);
        new ImportController(parts.database(), parts.accounts(), parts.imports()).register(table);
        new OperatorController(parts.operator()).register(table);
        return table;
    }
}
